/** The first and last address of an IPv4 network, as numbers. */
export interface AddressRange {
  readonly first: number
  readonly last: number
  readonly prefixLength: number
}

/** Reads `10.40.0.0/16`; undefined when it is none, or when bits below the prefix are set (a typing slip). */
export function parseCidr(text: string): AddressRange | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text)
  if (!match) return undefined
  const [, ...parts] = match.map(Number)
  const prefixLength = parts.pop() ?? 33
  if (prefixLength > 32 || parts.some((part) => part > 255)) return undefined
  const first = parts.reduce((sum, part) => sum * 256 + part, 0)
  const size = 2 ** (32 - prefixLength)
  return first % size === 0 ? { first, last: first + size - 1, prefixLength } : undefined
}

/** The first two networks of a list that share an address; undefined when none do. */
export function findOverlap(cidrs: readonly string[]): readonly [string, string] | undefined {
  for (const [index, one] of cidrs.entries()) {
    const other = cidrs.slice(index + 1).find((candidate) => overlap(one, candidate))
    if (other !== undefined) return [one, other]
  }
  return undefined
}

function overlap(one: string, other: string): boolean {
  const a = parseCidr(one)
  const b = parseCidr(other)
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last
}
