import { DAY_MS } from '../../kernel/clock.ts'
import { planOf } from '../../plan/plan.ts'
import { hasHold } from '../../tenant/hold.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { TenantDifference } from './difference.ts'
import { findingId } from './finding.ts'
import type { TenantGroups } from './group-tally.ts'
import { rankGroups } from './known-groups.ts'

/** Time for the account to delete groups itself, unless there are more than `FLOOD` times as many as the plan has. */
const GRACE_MS = DAY_MS
const FLOOD = 2
/** A broker deletes 20,000 in a second, which is faster than a client makes them; a sweep of a cell has two minutes. */
const DELETED_A_TENANT_MAX = 100_000
const DELETED_A_SWEEP_MAX = 200_000

/** Ids of the findings that groups of this tenant can lead to. */
export function groupFindings(clusterId: string, tenantId: string): readonly string[] {
  return (['groups_over', 'groups_excess'] as const).map((kind) =>
    findingId(clusterId, kind, tenantId),
  )
}

/** How many groups of each tenant one sweep deletes at most, when so many tenants have too many. */
export function shareOfDeletions(tenants: number): number {
  return Math.min(DELETED_A_TENANT_MAX, Math.ceil(DELETED_A_SWEEP_MAX / Math.max(1, tenants)))
}

/** True when it has more groups than its plan. One that is going away is left alone, with all that it may come back to. */
export function hasTooManyGroups(tenant: Tenant, { count }: TenantGroups): boolean {
  return !hasHold(tenant.holds, 'deletion') && count > limitOf(tenant)
}

/**
 * What is said and done about a tenant with too many groups: those without members go, lowest in rank first, once its
 * account had time. What members keep, or what one sweep does not get through, is told when it is a flood.
 */
export function compareGroups(
  tenant: Tenant,
  groups: TenantGroups,
  known: readonly string[],
  { now, max }: { readonly now: number; readonly max: number },
): readonly TenantDifference[] {
  const limit = limitOf(tenant)
  const { count, withMembers } = groups
  const { id: tenantId } = tenant
  const base = { tenantId, resource: tenantId }
  const detail = `It has ${count} consumer groups, ${withMembers} of them with members; its plan has ${limit}.`
  const kafkaNames = isDue(tenant, count, now) ? beyond(groups, known, limit).slice(0, max) : []
  const over = {
    ...base,
    kind: 'groups_over',
    detail,
    fix: { how: 'delete-groups', kafkaNames },
  } as const
  const staying = Math.max(withMembers, count - max)
  if (staying <= limit * FLOOD) return [over]
  const more = `${detail} ${staying} cannot be deleted by one sweep.`
  return [over, { ...base, kind: 'groups_excess', detail: more, fix: { how: 'none' } }]
}

/** Nothing is deleted before the account was told of this very limit, by an earlier sweep. */
function isDue({ groupsTold: told, plan }: Tenant, count: number, now: number): boolean {
  const limit = planOf(plan).limits.consumerGroups
  if (told === undefined || told.limit !== limit) return false
  return count > limit * FLOOD || now - told.at >= GRACE_MS
}

/** A group with members that is not among the first keeps none of the first from staying. */
function beyond(
  { listed }: TenantGroups,
  known: readonly string[],
  limit: number,
): readonly string[] {
  const others = rankGroups(listed, known).slice(limit)
  return others
    .filter(({ hasMembers }) => !hasMembers)
    .map(({ kafkaName }) => kafkaName)
    .toReversed()
}

function limitOf({ plan }: Tenant): number {
  return planOf(plan).limits.consumerGroups
}
