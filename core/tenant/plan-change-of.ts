import type { PlanId } from '../plan/plan.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { hasHold } from './hold.ts'
import type { Tenant } from './tenant.ts'

/** The plan that the tenant pays for now: none before it first worked, and none from the moment it is deleted. */
function paidPlanOf(tenant: Tenant | undefined): PlanId | null {
  if (tenant === undefined || tenant.activatedAt === null || tenant.deletedAt !== null) return null
  return hasHold(tenant.holds, 'deletion') ? null : tenant.plan
}

/** What a write of the tenant changes about what it pays for, to be written with it; undefined when nothing. */
export function planChangeOf(
  before: Tenant | undefined,
  after: Tenant,
  at: number,
): PlanChange | undefined {
  const plan = paidPlanOf(after)
  if (paidPlanOf(before) === plan) return undefined
  return {
    accountId: after.accountId,
    tenantId: after.id,
    order: after.version,
    at,
    plan,
    tenantName: after.name,
    clusterId: after.clusterId,
  }
}
