import { sumOf } from '../kernel/money.ts'
import type { PlanId } from '../plan/plan.ts'
import { planPeriods } from '../plan/plan-change.ts'
import { versionFor } from '../plan/price-book.ts'
import type { Meter } from '../usage/usage-record.ts'
import { chargesOf, type MonthRecords } from './make-invoice.ts'
import { endOf, type Period, startOf } from './period.ts'

export type Quantities = Readonly<Record<Meter, bigint>>

/** What the tenants of one plan on one cluster used and brought in within a month. */
export interface RevenueRow {
  /** Null for tenants that paid before they had a place, which none does. */
  readonly clusterId: string | null
  readonly plan: PlanId
  readonly tenants: number
  readonly revenueMicros: bigint
  readonly quantities: Quantities
}

/** The rows of one part of the accounts, as they were at that time. */
export interface RevenuePart {
  readonly period: Period
  readonly shard: number
  readonly at: number
  readonly rows: readonly RevenueRow[]
}

/** One account's month. A tenant that changed its plan or cluster counts where it was last. */
export function revenueOf(month: MonthRecords, until: number): readonly RevenueRow[] {
  const end = Math.min(endOf(month.period), until)
  const tenants = Map.groupBy(month.changes, ({ tenantId }) => tenantId)
  return [...tenants].flatMap(([tenantId, changes]) => {
    const last = planPeriods(changes, startOf(month.period), end).at(-1)
    if (last === undefined) return []
    const usage = month.usage.filter((record) => record.tenantId === tenantId)
    const lines = chargesOf({ ...month, changes, usage }, versionFor(month.period), until)
    const total = (meter: Meter) =>
      sumOf(usage.filter((record) => record.meter === meter).map(({ quantity }) => quantity))
    return [
      {
        clusterId: changes.at(-1)?.clusterId ?? null,
        plan: last.plan,
        tenants: 1,
        revenueMicros: sumOf(lines.map(({ amountMicros }) => amountMicros)),
        quantities: quantitiesBy(total),
      },
    ]
  })
}

/** One row for each cluster and plan, by both. */
export function mergeRows(rows: readonly RevenueRow[]): readonly RevenueRow[] {
  const groups = Map.groupBy(rows, ({ clusterId, plan }) => `${clusterId ?? ''}/${plan}`)
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.flatMap(([, group]) =>
    group.slice(0, 1).map((first) => ({ ...first, ...sums(group) })),
  )
}

export function sums(rows: readonly RevenueRow[]) {
  return {
    tenants: rows.reduce((sum, each) => sum + each.tenants, 0),
    revenueMicros: sumOf(rows.map(({ revenueMicros }) => revenueMicros)),
    quantities: quantitiesBy((meter) => sumOf(rows.map(({ quantities }) => quantities[meter]))),
  }
}

function quantitiesBy(of: (meter: Meter) => bigint): Quantities {
  return {
    bytes_in: of('bytes_in'),
    bytes_out: of('bytes_out'),
    storage_byte_hours: of('storage_byte_hours'),
    partition_hours: of('partition_hours'),
  }
}
