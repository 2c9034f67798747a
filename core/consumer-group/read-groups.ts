import type { Actor } from '../account/account.ts'
import type {
  GroupMember,
  ListedGroup,
  PartitionOffset,
  TenantSession,
} from '../cluster/session-ports.ts'
import { type SpeakDeps, speakAs } from '../speak/speak-as.ts'
import { type Page, pageOf, type PageRequest } from '../kernel/page.ts'
import { notFound } from '../kernel/service-error.ts'
import { planOf } from '../plan/plan.ts'
import { prefixOf, type Tenant } from '../tenant/tenant.ts'
import {
  type ConsumerGroup,
  type DescribedGroup,
  type GroupPosition,
  hasPartition,
  ownGroups,
} from './consumer-group.ts'

/** A page of groups, how many there are in all, and how many the plan has. */
interface GroupsPage {
  readonly page: Page<ConsumerGroup>
  readonly count: number
  readonly limit: number
}

/** A page of the tenant's groups, by name. */
export function listGroups(
  deps: SpeakDeps,
  actor: Actor,
  tenantId: string,
  page: PageRequest,
): Promise<GroupsPage> {
  return speakAs(deps, { actor }, { tenantId, deed: 'consume' }, async (session, tenant) => {
    const groups = ownGroups(tenant, await session.listGroups())
    const limit = planOf(tenant.plan).limits.consumerGroups
    return { page: pageOf(groups, page, ({ name }) => name), count: groups.length, limit }
  })
}

/** One group with its members and how far it is behind. `not_found` when the cluster knows no such group. */
export function describeGroup(
  deps: SpeakDeps,
  actor: Actor,
  target: { readonly tenantId: string; readonly groupName: string },
): Promise<DescribedGroup> {
  const { tenantId, groupName } = target
  return speakAs(deps, { actor }, { tenantId, deed: 'consume' }, async (session, tenant) => {
    const group = await findGroup(session, tenant, groupName)
    const [members, committed] = await Promise.all([
      session.membersOf(group),
      session.committedOffsets(group.kafkaName),
    ])
    return { ...group, members, positions: await positionsOf(session, tenant, committed, members) }
  })
}

/** The group of that name, or `not_found`. */
export async function findGroup(
  session: TenantSession,
  tenant: Tenant,
  name: string,
): Promise<ConsumerGroup> {
  const listed: readonly ListedGroup[] = await session.listGroups()
  const found = ownGroups(tenant, listed).find((group) => group.name === name)
  if (found === undefined) throw notFound('consumer group')
  return found
}

async function positionsOf(
  session: TenantSession,
  tenant: Tenant,
  committed: readonly PartitionOffset[],
  members: readonly GroupMember[],
): Promise<readonly GroupPosition[]> {
  const readers = new Map(
    members.flatMap(({ id, partitions }) => partitions.map((each) => [keyOf(each), id] as const)),
  )
  const offsets = new Map(committed.map((each) => [keyOf(each), each.offset]))
  const known = [...committed, ...members.flatMap(({ partitions }) => partitions)]
  const places = [...new Map(known.map((each) => [keyOf(each), each])).values()]
  const ends = await endsOf(session, tenant, places)
  return places
    .map((place) => {
      const committedOffset = offsets.get(keyOf(place)) ?? null
      const endOffset = ends.get(keyOf(place)) ?? null
      return {
        topic: place.kafkaName.slice(prefixOf(tenant).length),
        partition: place.partition,
        committedOffset,
        endOffset,
        lag: lagOf(committedOffset, endOffset),
        memberId: readers.get(keyOf(place)) ?? null,
      }
    })
    .toSorted((a, b) =>
      a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
    )
}

async function endsOf(
  session: TenantSession,
  tenant: Tenant,
  places: readonly Place[],
): Promise<ReadonlyMap<string, number>> {
  const there = places.filter((place) => hasPartition(tenant, place))
  const ends = await session.offsetsAt(there.map((place) => ({ ...place, at: 'latest' })))
  return new Map(ends.map((end) => [keyOf(end), end.offset]))
}

interface Place {
  readonly kafkaName: string
  readonly partition: number
}

function keyOf({ kafkaName, partition }: Place): string {
  return `${kafkaName} ${partition}`
}

/** A group that committed more than there is (the topic was made anew) is behind by nothing. */
function lagOf(committed: number | null, end: number | null): number | null {
  return committed === null || end === null ? null : Math.max(0, end - committed)
}
