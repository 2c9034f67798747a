import type { PartitionMark, PartitionOffset, TenantSession } from '../cluster/session-ports.ts'
import { ServiceError, invalid } from '../kernel/service-error.ts'
import { kafkaNameOf, prefixOf, type Tenant } from '../tenant/tenant.ts'
import { topicOf } from '../topic/topic-of.ts'
import { recordDeed, type DeedDeps, type DeedRequest } from '../speak/record-deed.ts'
import { speakAs } from '../speak/speak-as.ts'
import { type ConsumerGroup, hasPartition } from './consumer-group.ts'
import { findGroup } from './read-groups.ts'
import type { ResetInput } from './reset-input.ts'

export interface OffsetChange {
  readonly topic: string
  readonly partition: number
  /** Null where nothing was committed before. */
  readonly from: number | null
  readonly to: number
}

/** A share group's place is kept by the brokers, record by record; it has no offsets of this kind. */
const RESETTABLE = ['classic', 'consumer']

/**
 * Moves the group's committed offsets, and says from where to where. An offset beyond the log's ends becomes the nearer
 * end. `conflict` while the group has members: they would go on from where they are. With `dryRun` nothing is changed.
 */
export function resetOffsets(
  deps: DeedDeps,
  request: DeedRequest,
  target: { readonly tenantId: string; readonly groupName: string },
  input: ResetInput,
): Promise<readonly OffsetChange[]> {
  const { tenantId, groupName } = target
  return speakAs(deps, request, { tenantId, deed: 'consume' }, async (session, tenant) => {
    const group = await findGroup(session, tenant, groupName)
    await refuseUnlessIdle(session, group)
    const committed = await session.committedOffsets(group.kafkaName)
    const places = placesOf(tenant, committed, input)
    const wanted = await wantedOffsets(session, places, input)
    if (input.dryRun !== true && wanted.length > 0) {
      await recordDeed(deps, request, tenant, {
        action: 'consumer-group.reset-offsets',
        resource: `/consumer-groups/${encodeURIComponent(groupName)}`,
      })
      await session.commitOffsets(group.kafkaName, wanted)
    }
    return wanted.map(({ kafkaName, partition, offset }) => ({
      topic: kafkaName.slice(prefixOf(tenant).length),
      partition,
      from:
        committed.find((each) => each.kafkaName === kafkaName && each.partition === partition)
          ?.offset ?? null,
      to: offset,
    }))
  })
}

/** The broker refuses a commit beside members too; asking first gives the better sentence. */
async function refuseUnlessIdle(session: TenantSession, group: ConsumerGroup): Promise<void> {
  if (!RESETTABLE.includes(group.type))
    throw new ServiceError('conflict', `A ${group.type} group has no committed offsets to reset.`)
  const members = await session.membersOf(group)
  if (members.length > 0)
    throw new ServiceError(
      'conflict',
      `The group has active members (${members.length}); stop them, then reset its offsets.`,
    )
}

type Place = Pick<PartitionOffset, 'kafkaName' | 'partition'>

function placesOf(
  tenant: Tenant,
  committed: readonly PartitionOffset[],
  { topic: topicName, partitions }: ResetInput,
): readonly Place[] {
  if (topicName === undefined) return committed.filter((place) => hasPartition(tenant, place))
  const topic = topicOf(tenant, topicName)
  if (topic.state !== 'active')
    throw new ServiceError('conflict', `The topic is ${topic.state}; wait until it is active.`)
  const count = topic.applied.partitions
  const chosen = [...new Set(partitions ?? Array.from({ length: count }, (_, n) => n))]
  const missing = chosen.findIndex((partition) => partition >= count)
  if (missing !== -1)
    throw invalid(`/partitions/${missing}`, `The topic has ${count} partitions, counted from 0.`)
  return chosen.map((partition) => ({ kafkaName: kafkaNameOf(tenant, topicName), partition }))
}

async function wantedOffsets(
  session: TenantSession,
  places: readonly Place[],
  { to, time, offset = 0 }: ResetInput,
): Promise<readonly PartitionOffset[]> {
  const marksAt = (at: PartitionMark['at']) => places.map((place) => ({ ...place, at }))
  if (to === 'time') return await session.offsetsAt(marksAt(Date.parse(time ?? '')))
  if (to !== 'offset') return await session.offsetsAt(marksAt(to))
  const [first, end] = await Promise.all([
    session.offsetsAt(marksAt('earliest')),
    session.offsetsAt(marksAt('latest')),
  ])
  return places.map(({ kafkaName, partition }, n) => ({
    kafkaName,
    partition,
    offset: Math.min(Math.max(offset, first[n]?.offset ?? 0), end[n]?.offset ?? 0),
  }))
}
