import { ownerOfUser } from '../credential/credential.ts'
import { ownerOfTopic } from './owner-of.ts'

/**
 * What one look at a cluster showed of one tenant. Null sizes: the cluster's topics were not seen this time. Null users:
 * nobody watches them, at no time.
 */
export interface Sighting {
  readonly tenantId: string
  readonly topicBytes: ReadonlyMap<string, number | null> | null
  readonly users: readonly string[] | null
}

/** Sorts what was seen on a cluster by tenant; what belongs to none (Kafka's own topics) is left out. */
export function sightingsOf(
  topicBytes: ReadonlyMap<string, number | null> | null,
  users: ReadonlySet<string> | null,
): readonly Sighting[] {
  const topics = bytesByTenant(topicBytes ?? new Map())
  const owned = Map.groupBy(users ?? [], ownerOfUser)
  const tenantIds = [...new Set([...topics.keys(), ...owned.keys()])]
  return tenantIds.flatMap((tenantId) => {
    if (tenantId === undefined) return []
    const seen = topicBytes === null ? null : (topics.get(tenantId) ?? new Map())
    return [{ tenantId, topicBytes: seen, users: users && (owned.get(tenantId) ?? []) }]
  })
}

function bytesByTenant(
  topicBytes: ReadonlyMap<string, number | null>,
): ReadonlyMap<string, ReadonlyMap<string, number | null>> {
  const byTenant = new Map<string, Map<string, number | null>>()
  for (const [kafkaName, bytes] of topicBytes) {
    const owner = ownerOfTopic(kafkaName)
    if (owner === undefined) continue
    const own = byTenant.get(owner.tenantId) ?? new Map<string, number | null>()
    byTenant.set(owner.tenantId, own.set(owner.topicName, bytes))
  }
  return byTenant
}
