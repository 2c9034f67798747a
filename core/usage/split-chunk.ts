import type { MeterChunk, TenantMeter } from './meter-chunk.ts'

/** What one item of the store holds with ease, and what makes a write of it cheap. */
const FULL = { tenants: 100, topics: 4_000 }
/** Beyond it, a chunk is split: room to grow, so that one new tenant does not split it again and again. */
const TOO_FULL = { tenants: 150, topics: 6_000 }
/** One write may hold 4 MB and a hundred items; what is still too full is split again by the next pass. */
const PIECES_MAX = 30

/** The chunk, and what was split off it. Ranges are cut, never joined, so that every tenant is in exactly one chunk. */
export function splitChunk(chunk: MeterChunk): readonly [MeterChunk, ...MeterChunk[]] {
  if (fits(chunk.tenants, TOO_FULL)) return [chunk]
  const [first, ...others] = cut(chunk.tenants)
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

function cut(tenants: readonly TenantMeter[]): readonly (readonly TenantMeter[])[] {
  const pieces: TenantMeter[][] = [[]]
  for (const tenant of tenants) {
    const last = pieces.at(-1) ?? []
    const isFull = last.length > 0 && !fits([...last, tenant], FULL)
    if (isFull && pieces.length < PIECES_MAX) pieces.push([tenant])
    else last.push(tenant)
  }
  return pieces
}

function fits(tenants: readonly TenantMeter[], most: typeof FULL): boolean {
  const topics = tenants.reduce((sum, tenant) => sum + tenant.topics.length, 0)
  return tenants.length <= most.tenants && topics <= most.topics
}
