/** The same text for the same value, in whatever order its fields were written; whole numbers of any size as text. */
export function sortedText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => plain(each))
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
