import type { JsonSchema } from './reference.ts'

/** Nothing of ours is nested deeper; it bounds the work on whatever is. */
const DEPTH_MAX = 5

export interface Field {
  /** With dots between the names of nested ones, and `[]` for the items of a list. */
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
}

/** The type in a few words: `integer, 1 to 10000`, `list of string`, `"delete" or "compact"`. */
export function typeText(schema: JsonSchema): string {
  const choices = schema['enum'] ?? (schema['const'] === undefined ? undefined : [schema['const']])
  if (Array.isArray(choices)) return choices.map((each) => JSON.stringify(each)).join(' or ')
  const options = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(options)) return options.map((each) => typeText(asSchema(each))).join(' or ')
  if (schema['type'] === 'array') return `list of ${typeText(asSchema(schema['items']))}`
  const type = typeof schema['type'] === 'string' ? schema['type'] : 'any value'
  return [type, rangeText(schema), formatText(schema)].filter((part) => part !== '').join(', ')
}

/** Every field of an object, those of nested objects and of items after it. */
export function fieldsOf(schema: JsonSchema, prefix = '', depth = 0): readonly Field[] {
  if (depth > DEPTH_MAX) return []
  if (schema['type'] === 'array') return fieldsOf(asSchema(schema['items']), `${prefix}[]`, depth)
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.entries(asSchema(schema['properties'])).flatMap(([key, value]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`
    const field = asSchema(value)
    const own = { name, type: typeText(field), isRequired: required.includes(key) }
    return [own, ...fieldsOf(field, name, depth + 1)]
  })
}

function rangeText(schema: JsonSchema): string {
  const from = boundOf(schema['minimum'] ?? schema['minLength'])
  const to = boundOf(schema['maximum'] ?? schema['maxLength'])
  const what = schema['type'] === 'string' ? ' characters' : ''
  if (from !== undefined && to !== undefined) return `${from} to ${to}${what}`
  if (from !== undefined) return `at least ${from}${what}`
  return to === undefined ? '' : `at most ${to}${what}`
}

/** The ends of what a number can hold exactly bound nothing that a reader would try. */
function boundOf(bound: unknown): number | undefined {
  return typeof bound === 'number' && Math.abs(bound) < Number.MAX_SAFE_INTEGER ? bound : undefined
}

function formatText({ format, pattern }: JsonSchema): string {
  if (typeof format === 'string') return format
  return typeof pattern === 'string' && pattern.length <= 60 ? pattern : ''
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
