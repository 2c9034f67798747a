import type { CellSighting } from './cell-sighting.ts'
import { firstChunk, type MeterChunk } from './meter-chunk.ts'
import type { MeterStore } from './meter-ports.ts'
import { cutTenants } from './split-chunk.ts'

/**
 * The chunks of a cell that was never metered. One with many tenants gets its chunks before anything is read into them: each
 * is then worked out and written by itself, as in every later pass. Null when another collector was first.
 */
export async function layOutCell(
  meter: MeterStore,
  clusterId: string,
  { placesByTenant }: CellSighting,
  now: number,
): Promise<readonly MeterChunk[] | null> {
  const first = firstChunk(clusterId, now)
  const tenants = [...placesByTenant.keys()].sort()
  const [, ...others] = cutTenants(tenants, (id) => placesByTenant.get(id)?.length ?? 0)
  if (others.length === 0) return [first]
  const lows = others.flatMap(([tenantId]) => tenantId ?? [])
  const splitOff = lows.map((low) => ({ ...first, low, version: 1 }))
  const chunk = { ...first, version: 1 }
  const refused = await meter.commit([{ chunk, splitOff, usage: null }])
  return refused.length === 0 ? [chunk, ...splitOff] : null
}
