import type { Actor } from '../account/account.ts'
import type { Clock } from '../kernel/clock.ts'
import { planOf } from '../plan/plan.ts'
import { versionFor } from '../plan/price-book.ts'
import { readTenant } from '../tenant/read-tenant.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { TenantStore } from '../tenant/tenant-ports.ts'
import { type GatherDeps, tenantUsage } from './gather-month.ts'
import { meterUses, type TenantUse } from './meter-uses.ts'
import { endOf, type Period, periodOf } from './period.ts'
import { readAll } from './read-all.ts'

export interface ReadUsageDeps extends GatherDeps {
  readonly tenants: TenantStore
  readonly clock: Clock
}

export interface UsageReport extends TenantUse {
  readonly tenant: Tenant
  readonly period: Period
  /** Up to when it was looked at. */
  readonly until: number
  readonly priceBookVersion: string
}

const CHANGES_A_PAGE = 100

/** What a tenant used and owes of a month, the running one unless another is asked for. */
export async function readUsage(
  deps: ReadUsageDeps,
  actor: Actor,
  tenantId: string,
  asked?: Period,
): Promise<UsageReport> {
  const tenant = await readTenant(deps.tenants, actor, tenantId)
  const now = deps.clock.now()
  const period = asked ?? periodOf(now)
  const until = Math.min(now, endOf(period))
  const changes = await readAll(
    (page) => deps.plans.listByTenant(tenant.accountId, tenant.id, page),
    CHANGES_A_PAGE,
  )
  const changedAt = changes.map(({ at }) => at)
  const records = await tenantUsage(deps.usage, tenant.id, { period, changedAt, until: now })
  const prices = versionFor(period)
  const use = meterUses({ period, changes, records, prices, until }, planOf(tenant.plan))
  return { ...use, tenant, period, until, priceBookVersion: prices.id }
}
