import type { Clock } from '../kernel/clock.ts'
import { sumOf } from '../kernel/money.ts'
import { type Page, type PageRequest, pageOf } from '../kernel/page.ts'
import { versionFor } from '../plan/price-book.ts'
import type { Meter } from '../usage/usage-record.ts'
import { allChanges, type GatherDeps, gatherMonth } from './gather-month.ts'
import { chargesOf, type MonthRecords } from './make-invoice.ts'
import { type Period, periodOf } from './period.ts'

/** What one tenant of an account, deleted ones too, used and costs in a month. */
export interface TenantCost {
  readonly tenantId: string
  readonly name: string
  readonly period: Period
  readonly quantities: Readonly<Record<Meter, bigint>>
  readonly costMicros: bigint
}

/** The running month of every tenant that paid for a plan in it, by tenant; only the page's own are read. */
export async function accountUsage(
  deps: GatherDeps & { readonly clock: Clock },
  accountId: string,
  page: PageRequest,
): Promise<Page<TenantCost>> {
  const now = deps.clock.now()
  const changes = await allChanges(deps.plans, accountId)
  const ids = [...new Set(changes.map(({ tenantId }) => tenantId))].sort()
  const wanted = pageOf(ids, page, (id) => id)
  const own = changes.filter(({ tenantId }) => wanted.items.includes(tenantId))
  const month = await gatherMonth(deps, own, periodOf(now), now)
  const paying = new Set(month.changes.map(({ tenantId }) => tenantId))
  const items = wanted.items.filter((id) => paying.has(id)).map((id) => costOf(month, id, now))
  return { ...wanted, items }
}

function costOf(month: MonthRecords, tenantId: string, until: number): TenantCost {
  const changes = month.changes.filter((change) => change.tenantId === tenantId)
  const usage = month.usage.filter((record) => record.tenantId === tenantId)
  const lines = chargesOf({ ...month, changes, usage }, versionFor(month.period), until)
  const quantity = (meter: Meter) =>
    sumOf(usage.filter((record) => record.meter === meter).map((record) => record.quantity))
  return {
    tenantId,
    name: changes.at(-1)?.tenantName ?? tenantId,
    period: month.period,
    quantities: {
      bytes_in: quantity('bytes_in'),
      bytes_out: quantity('bytes_out'),
      storage_byte_hours: quantity('storage_byte_hours'),
      partition_hours: quantity('partition_hours'),
    },
    costMicros: sumOf(lines.map(({ amountMicros }) => amountMicros)),
  }
}
