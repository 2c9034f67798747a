import type { GroupMember, ListedGroup } from '../cluster/session-ports.ts'
import { prefixOf, type Tenant } from '../tenant/tenant.ts'
import { findTopic } from '../topic/topic-of.ts'

/** How far a group got in one partition. Null: not known, as nothing is committed or the topic cannot be seen. */
export interface GroupPosition {
  readonly topic: string
  readonly partition: number
  readonly committedOffset: number | null
  readonly endOffset: number | null
  /** Records between the two; never below zero. */
  readonly lag: number | null
  /** The member that reads it now. */
  readonly memberId: string | null
}

export interface ConsumerGroup extends ListedGroup {
  /** Without the tenant's prefix. */
  readonly name: string
}

export interface DescribedGroup extends ConsumerGroup {
  readonly members: readonly GroupMember[]
  readonly positions: readonly GroupPosition[]
}

/** More than that are counted, not shown: nobody reads a longer table, and an answer is bounded. */
export const POSITIONS_SHOWN_MAX = 1_000
export const MEMBERS_SHOWN_MAX = 100

/** The tenant's groups by name. The broker shows the user no other; the prefix is looked at all the same. */
export function ownGroups(tenant: Tenant, listed: readonly ListedGroup[]): ConsumerGroup[] {
  const prefix = prefixOf(tenant)
  return listed
    .filter(({ kafkaName }) => kafkaName.startsWith(prefix))
    .map((group) => ({ ...group, name: group.kafkaName.slice(prefix.length) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Whether the tenant has that partition now: a group keeps offsets of topics that are gone. */
export function hasPartition(
  tenant: Tenant,
  { kafkaName, partition }: { readonly kafkaName: string; readonly partition: number },
): boolean {
  const topic = findTopic(tenant.topics, kafkaName.slice(prefixOf(tenant).length))
  return topic?.state === 'active' && partition < topic.applied.partitions
}
