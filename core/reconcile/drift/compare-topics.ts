import type { TenantDifference, Doubt } from './difference.ts'
import type { FindingKind } from './finding.ts'
import type { FoundTopic } from './inventory.ts'
import type { Wanted, WantedTopic } from './wanted.ts'

/** Topics of one tenant: those that are lost, altered, and too many. */
export function compareTopics(
  tenantId: string,
  wants: Wanted['topics'],
  found: readonly FoundTopic[],
): readonly TenantDifference[] {
  const byName = new Map(found.map((topic) => [topic.kafkaName, topic]))
  const known = [...wants].flatMap(([kafkaName, wanted]) => {
    if (wanted === null) return []
    const topic = byName.get(kafkaName)
    return topic === undefined ? [lost(tenantId, kafkaName)] : compare(tenantId, wanted, topic)
  })
  const strays = found.filter(({ kafkaName }) => !wants.has(kafkaName))
  return [...known, ...strays.map(({ kafkaName }) => strayTopic(tenantId, kafkaName))]
}

/** Whether it may be deleted is seen later: that takes a look at its size. */
function strayTopic(tenantId: string, kafkaName: string): TenantDifference {
  const detail = 'No tenant has this topic.'
  return { kind: 'topic_stray', tenantId, resource: kafkaName, detail, fix: { how: 'none' } }
}

function lost(tenantId: string, kafkaName: string): TenantDifference {
  const detail = 'The topic is not there, and its records are gone with it.'
  return { kind: 'topic_lost', tenantId, resource: kafkaName, detail, fix: { how: 'none' } }
}

function compare(
  tenantId: string,
  { name, applied }: WantedTopic,
  found: FoundTopic,
): readonly TenantDifference[] {
  const { kafkaName: resource, otherSettings } = found
  const by = (kind: FindingKind, detail: string, doubt?: Doubt): TenantDifference => {
    const fix = doubt === undefined ? ({ how: 'none' } as const) : { how: 'doubt' as const, doubt }
    return { kind, tenantId, resource, detail, fix }
  }
  const differences: TenantDifference[] = []
  const counts = `It has ${found.partitions} partitions instead of ${applied.partitions}.`
  if (found.partitions > applied.partitions) differences.push(by('topic_grown', counts))
  if (found.partitions < applied.partitions) {
    const doubt = { part: 'partitions', topic: name, found: found.partitions } as const
    differences.push(by('topic_shrunk', counts, doubt))
  }
  const { retentionMs, cleanupPolicy } = applied
  if (retentionMs !== found.retentionMs || !samePolicy(cleanupPolicy, found.cleanupPolicy)) {
    const detail = `It should keep records for ${retentionMs} ms by the policy ${cleanupPolicy}.`
    differences.push(by('settings_wrong', detail, { part: 'settings', topic: name }))
  }
  if (otherSettings.length > 0) {
    const removal = { kafkaName: resource, settings: otherSettings }
    const detail = `Nobody asked for ${otherSettings.join(', ')}.`
    const fix = { how: 'reset-settings', removal } as const
    differences.push({ kind: 'settings_stray', tenantId, resource, detail, fix })
  }
  return differences
}

/** Kafka takes both orders of the two words for the same. */
function samePolicy(a: string, b: string): boolean {
  const words = (policy: string) => policy.split(',').toSorted().join()
  return words(a) === words(b)
}
