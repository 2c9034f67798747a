import { steadyBrokers } from './advance-steady.ts'
import { advanceTenant } from './advance-tenant.ts'
import { marksAfter, stepBrokers } from './broker-step.ts'
import type { CellSighting } from './cell-sighting.ts'
import type { MeterChunk, TenantMeter } from './meter-chunk.ts'
import { saysSomething, type TenantUsage, type UsageEntry, windowStartOf } from './usage-entry.ts'

export interface ChunkStep {
  /** As it was stored before the look began: a newer one would hold newer readings than the look's. */
  readonly previous: MeterChunk
  /** Tenants of this chunk that have topics on the cluster. */
  readonly tenantIds: readonly string[]
  readonly sighting: CellSighting
  readonly closing: ReadonlySet<string>
  readonly now: number
}

export interface ChunkAdvance {
  readonly chunk: MeterChunk
  /** Null when nothing was used. */
  readonly usage: UsageEntry | null
  readonly lostTopics: number
  readonly disturbed: boolean
}

/** The readings of one chunk after a look at its cell, and the usage that they prove. Pure. */
export function advanceChunk(step: ChunkStep): ChunkAdvance {
  const { previous, sighting, closing, now } = step
  const { steps: brokers, disturbed } = stepBrokers(previous, sighting, now)
  const known = new Map(previous.tenants.map((tenant) => [tenant.tenantId, tenant]))
  const tenants: TenantMeter[] = []
  const used: TenantUsage[] = []
  const steady = steadyBrokers(brokers)
  const common = {
    topics: sighting.topics,
    brokers,
    steady,
    lists: new Map(),
    disturbed,
    closing,
    now,
  }
  let lostTopics = 0
  for (const tenantId of [...new Set([...known.keys(), ...step.tenantIds])].sort()) {
    const places = sighting.placesByTenant.get(tenantId) ?? []
    const before = known.get(tenantId)
    const advance = advanceTenant({ tenantId, previous: before, places, ...common })
    if (advance.next !== null) tenants.push(advance.next)
    if (saysSomething(advance.usage)) used.push(advance.usage)
    lostTopics += advance.lostTopics
  }
  const version = previous.version + 1
  const chunk = { ...previous, version, brokers: marksAfter(previous, brokers, now), tenants }
  return { chunk, usage: entryOf(chunk, used, now), lostTopics, disturbed }
}

function entryOf(
  { clusterId, low, version }: MeterChunk,
  tenants: readonly TenantUsage[],
  now: number,
): UsageEntry | null {
  if (tenants.length === 0) return null
  return { clusterId, low, version, windowStart: windowStartOf('minute', now), tenants }
}
