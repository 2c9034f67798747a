import { Ajv2020 } from 'ajv/dist/2020.js'

/** Says what is wrong with a value by the schema at a place in the document; nothing when all is well. */
export type Validate = (place: readonly string[], value: unknown) => readonly string[]

const known = new WeakMap<object, Validate>()

/** An independent validator of JSON Schema 2020-12, which is what the schemas of OpenAPI 3.1 are, for one document. */
export function validatorOf(document: object): Validate {
  const validate = known.get(document) ?? newValidator(document)
  known.set(document, validate)
  return validate
}

function newValidator(document: object): Validate {
  // What is no keyword of JSON Schema is OpenAPI around it. Every format of ours has its pattern beside it.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema(document, 'document')
  return (place, value) => {
    const ref = `document#${place.map((key) => `/${pointerPart(key)}`).join('')}`
    const check = ajv.getSchema(ref)
    if (check === undefined) throw new Error(`There is no schema at ${ref}.`)
    if (check(value) === true) return []
    return (check.errors ?? []).map(
      ({ instancePath, message = '' }) => `${instancePath || 'it'} ${message}`,
    )
  }
}

/** RFC 6901, in a URL's fragment. */
function pointerPart(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))
}
