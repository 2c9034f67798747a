import type { MeterChunk } from './meter-chunk.ts'

/** What one item of the store holds with ease, and what makes a write of it cheap. */
const FULL = { tenants: 100, topics: 4_000 }
/** Beyond it, a chunk is split: room to grow, so that one new tenant does not split it again and again. */
const TOO_FULL = { tenants: 150, topics: 6_000 }
/** One write may hold 4 MB and a hundred items; what is still too full is split again by the next pass. */
const PIECES_MAX = 30

/** The chunk, and what was split off it. Ranges are cut, never joined, so that every tenant is in exactly one chunk. */
export function splitChunk(chunk: MeterChunk): readonly [MeterChunk, ...MeterChunk[]] {
  const topics = chunk.tenants.reduce((sum, tenant) => sum + tenant.topics.length, 0)
  if (chunk.tenants.length <= TOO_FULL.tenants && topics <= TOO_FULL.topics) return [chunk]
  const [first, ...others] = cutTenants(chunk.tenants, (tenant) => tenant.topics.length)
  if (first === undefined) return [chunk]
  const lineage = [chunk.low, ...chunk.lineage]
  return [
    { ...chunk, tenants: first },
    ...others.flatMap((tenants) => {
      const low = tenants[0]?.tenantId
      return low === undefined ? [] : [{ ...chunk, low, version: 1, lineage, tenants }]
    }),
  ]
}

/** Into pieces of which each makes a chunk, but for the last when there would be too many. */
export function cutTenants<T>(
  tenants: readonly T[],
  topicsOf: (tenant: T) => number,
): readonly (readonly T[])[] {
  let last: T[] = []
  let topics = 0
  const pieces = [last]
  for (const tenant of tenants) {
    const own = topicsOf(tenant)
    const isFull = last.length >= FULL.tenants || topics + own > FULL.topics
    if (isFull && last.length > 0 && pieces.length < PIECES_MAX) {
      last = []
      topics = 0
      pieces.push(last)
    }
    last.push(tenant)
    topics += own
  }
  return pieces
}
