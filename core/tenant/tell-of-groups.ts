import type { Randomness } from '../kernel/ids.ts'
import { planOf } from '../plan/plan.ts'
import { hasHold } from './hold.ts'
import { limitEvent } from './limit-event.ts'
import { LIMIT_EVENTS } from './limit-events.ts'
import type { Tenant } from './tenant.ts'
import type { Settlement } from './tenant-ports.ts'

/** So many percent below the limit it counts as left, so that nobody is told of every group. */
const CLEARLY = 5

/**
 * Tells the account of a tenant that it has as many consumer groups as its plan, once, and forgets that when it has
 * clearly fewer. Another plan has another limit to be told of. Null when nothing changes. Pure.
 */
export function tellOfGroups(
  tenant: Tenant,
  count: number,
  randomness: Randomness,
  now: number,
): Settlement | null {
  const limit = planOf(tenant.plan).limits.consumerGroups
  const { groupsTold: told, ...rest } = tenant
  if (tenant.deletedAt !== null || hasHold(tenant.holds, 'deletion')) return null
  const isTold = told?.limit === limit
  const isFull = count * 100 >= limit * (isTold ? 100 - CLEARLY : 100)
  const next = { ...rest, version: tenant.version + 1 }
  if (!isFull) return told === undefined ? null : { tenant: next, finished: [], auditEvents: [] }
  if (isTold) return null
  return {
    tenant: { ...next, groupsTold: { limit, at: now } },
    finished: [],
    auditEvents: [limitEvent(tenant, LIMIT_EVENTS.groups100, randomness, now)],
  }
}
