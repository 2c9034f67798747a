import type { Standing, TenantMeter } from '../../core/usage/meter-chunk.ts'

// The numbers of a chunk, one after the other, each in as few bytes as it needs: seven bits a byte, the lowest first, and
// the eighth bit says that more follow. They are written every minute, each KB is paid for, and a counter of a gigabyte
// takes five bytes.

/** 2^53 takes eight. */
const BYTES_MAX = 8
const BITS = 7
const MORE = 0x80
const SMALL_MAX = 2 ** 31 - 1
const STANDING_NUMBERS = 4

/** For each tenant its standing, then its counters' values. */
export function writeNumbers(tenants: readonly TenantMeter[]): Uint8Array {
  const bytes = new Uint8Array(tenants.reduce((sum, each) => sum + countOf(each), 0) * BYTES_MAX)
  let at = 0
  for (const { standing, values } of tenants) {
    for (const number of rowOf(standing)) at = put(bytes, at, number)
    for (const value of values) at = put(bytes, at, value)
  }
  return bytes.slice(0, at)
}

/** Reads as many as there must be. Throws when there are not exactly so many. */
export function readNumbers(
  bytes: Uint8Array,
  valueCounts: readonly number[],
): readonly Pick<TenantMeter, 'standing' | 'values'>[] {
  const next = numbersIn(bytes)
  const tenants = valueCounts.map((count) => {
    const standing = standingOf(next(), next(), next(), next())
    return { standing, values: Float64Array.from({ length: count }, next) }
  })
  if (!next.isDone()) throw new Error('There are more numbers than names.')
  return tenants
}

function countOf({ values }: TenantMeter): number {
  return STANDING_NUMBERS + values.length
}

/** Unknown bytes are 0, and known ones one more than they are. */
function rowOf({ chargedUntil, bytes, bytesSeenAt, partitions }: Standing): readonly number[] {
  return [chargedUntil, bytes === null ? 0 : bytes + 1, bytesSeenAt, partitions]
}

function standingOf(
  chargedUntil: number,
  bytes: number,
  bytesSeenAt: number,
  partitions: number,
): Standing {
  return { chargedUntil, bytes: bytes === 0 ? null : bytes - 1, bytesSeenAt, partitions }
}

/** Answers with where the next number begins. */
function put(bytes: Uint8Array, start: number, number: number): number {
  let rest = number
  let at = start
  // Bit operations know 31 bits only, and are faster.
  for (; rest > SMALL_MAX; rest = Math.floor(rest / MORE)) {
    bytes[at] = (rest % MORE) + MORE
    at += 1
  }
  for (; rest >= MORE; rest >>= BITS) {
    bytes[at] = rest | MORE
    at += 1
  }
  bytes[at] = rest
  return at + 1
}

function numbersIn(bytes: Uint8Array) {
  let at = 0
  function next(): number {
    let number = 0
    for (let weight = 1; ; weight *= MORE) {
      const byte = bytes[at]
      if (byte === undefined) throw new Error('There are fewer numbers than names.')
      at += 1
      number += (byte % MORE) * weight
      if (byte < MORE) return number
    }
  }
  return Object.assign(next, { isDone: () => at === bytes.length })
}
