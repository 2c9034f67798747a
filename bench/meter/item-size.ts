/**
 * Bytes that Amazon DynamoDB counts for an item: names and values, as its developer guide has it
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
 */
export function itemBytes(item: Readonly<Record<string, unknown>>): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + name.length + valueBytes(value),
    0,
  )
}

const COLLECTION_BYTES = 3
const ELEMENT_BYTES = 1

function valueBytes(value: unknown): number {
  if (value instanceof Uint8Array) return value.length
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1
  if (Array.isArray(value))
    return value.reduce((sum, each) => sum + valueBytes(each) + ELEMENT_BYTES, COLLECTION_BYTES)
  if (typeof value !== 'object' || value === null) return 1
  const entries = Object.entries(value)
  return entries.reduce(
    (sum, [name, each]) => sum + name.length + valueBytes(each) + ELEMENT_BYTES,
    COLLECTION_BYTES,
  )
}
