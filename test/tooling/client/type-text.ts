import * as z from 'zod'

/** What our document uses of JSON Schema, as far as it says something about types. */
const schemaShape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
})

type Schema = z.output<typeof schemaShape>

const PLAIN: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

/** A JSON Schema as a TypeScript type in one line; what it does not know is `unknown`, which holds for anything. */
export function typeText(value: unknown): string {
  const schema = schemaShape.parse(value)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map((each) => JSON.stringify(each)))
  if (schema.anyOf) return union(schema.anyOf.map(typeText))
  if (schema.type === 'array') return `readonly ${inBrackets(typeText(schema.items ?? {}))}[]`
  if (schema.type === 'object') return objectText(schema)
  return union([schema.type ?? []].flat().map((type) => PLAIN[type] ?? 'unknown')) || 'unknown'
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ')
}

function inBrackets(type: string): string {
  return type.includes(' ') && !type.startsWith('{') ? `(${type})` : type
}

function objectText({ properties, required = [], additionalProperties }: Schema): string {
  if (properties === undefined) {
    const isOpen = typeof additionalProperties === 'object' && additionalProperties !== null
    return `Readonly<Record<string, ${isOpen ? typeText(additionalProperties) : 'unknown'}>>`
  }
  return fieldsText(properties, required)
}

/** Fields that may be missing may be given as undefined too: JSON leaves those out. */
export function fieldsText(
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[],
): string {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const key = /^\w+$/.test(name) ? name : JSON.stringify(name)
    const type = typeText(schema)
    return required.includes(name)
      ? `readonly ${key}: ${type}`
      : `readonly ${key}?: ${type} | undefined`
  })
  return fields.length === 0 ? '{}' : `{ ${fields.join('; ')} }`
}
