import type { TenantCost } from '../../../core/invoice/account-usage.ts'
import type { Invoice } from '../../../core/invoice/invoice.ts'
import type { InvoiceExport } from '../../../core/invoice/invoice-export.ts'
import { makeInvoice, type MonthRecords } from '../../../core/invoice/make-invoice.ts'
import { meterUses } from '../../../core/invoice/meter-uses.ts'
import { startOf } from '../../../core/invoice/period.ts'
import type { RevenueReport } from '../../../core/invoice/read-revenue.ts'
import type { UsageReport } from '../../../core/invoice/read-usage.ts'
import { planOf } from '../../../core/plan/plan.ts'
import type { PlanChange } from '../../../core/plan/plan-change.ts'
import { versionFor } from '../../../core/plan/price-book.ts'
import type { Meter, UsageRecord } from '../../../core/usage/usage-record.ts'
import { at, IDS, INVOICED_PERIOD, NOW, PERIOD } from './example-ids.ts'
import { TENANT } from './example-tenant.ts'

const GB = 1_000_000_000n
const HOUR_SECONDS = 3_600n

function used(windowStart: number, quantities: Readonly<Record<Meter, bigint>>): UsageRecord[] {
  return (Object.entries(quantities) as [Meter, bigint][]).map(([meter, quantity]) => ({
    tenantId: IDS.tenant,
    meter,
    resolution: 'hour',
    windowStart,
    quantity,
    incomplete: false,
  }))
}

const QUANTITIES = {
  bytes_in: 104n * GB,
  bytes_out: 260n * GB,
  storage_byte_hours: 2n * GB * HOUR_SECONDS,
  partition_hours: 3n * HOUR_SECONDS,
}

const since = (month: string): readonly PlanChange[] => [
  {
    accountId: IDS.account,
    tenantId: IDS.tenant,
    order: 1,
    at: startOf(month),
    plan: TENANT.plan,
    tenantName: TENANT.name,
    clusterId: IDS.cluster,
  },
]

/** All that the example's invoice follows from. */
const INVOICED_MONTH: MonthRecords = {
  period: INVOICED_PERIOD,
  changes: since(INVOICED_PERIOD),
  usage: used(startOf(INVOICED_PERIOD), QUANTITIES),
}

/** Computed as real ones are, so that it comes to what it says. */
export const INVOICE: Invoice = {
  ...makeInvoice({
    accountId: IDS.account,
    month: INVOICED_MONTH,
    earlier: [],
    credits: [],
    carriedMicros: 0n,
  }),
  id: IDS.invoice,
  number: 1,
  issuedAt: at('03T00:00:00'),
}

export const EXPORT: InvoiceExport = {
  invoice: INVOICE,
  until: null,
  month: INVOICED_MONTH,
  adjusted: [],
  earlier: [],
  credits: [],
  carriedMicros: 0n,
}

/** Of one hour of the running month. */
export const WINDOWS = used(at('12T07:00:00'), {
  bytes_in: 40_118_272n,
  bytes_out: 118_502_144n,
  storage_byte_hours: 48_211_904n * HOUR_SECONDS,
  partition_hours: 3n * HOUR_SECONDS,
})

const PRICES = versionFor(PERIOD)

export const USAGE: UsageReport = {
  ...meterUses(
    { period: PERIOD, changes: since(PERIOD), records: WINDOWS, prices: PRICES, until: NOW },
    planOf(TENANT.plan),
  ),
  tenant: TENANT,
  period: PERIOD,
  until: NOW,
  priceBookVersion: PRICES.id,
}

const quantityOf = (wanted: Meter) =>
  USAGE.meters.find(({ meter }) => meter === wanted)?.quantity ?? 0n

export const COST: TenantCost = {
  tenantId: IDS.tenant,
  name: TENANT.name,
  period: PERIOD,
  quantities: {
    bytes_in: quantityOf('bytes_in'),
    bytes_out: quantityOf('bytes_out'),
    storage_byte_hours: quantityOf('storage_byte_hours'),
    partition_hours: quantityOf('partition_hours'),
  },
  costMicros: USAGE.totalMicros,
}

const balanceOf = (meter: 'bytes_in' | 'bytes_out', overheadBytes: bigint) => ({
  meter,
  tenants: quantityOf(meter),
  brokers: quantityOf(meter) + overheadBytes,
  unexplained: overheadBytes,
})

export const REVENUE: RevenueReport = {
  period: PERIOD,
  at: NOW,
  rows: [
    {
      clusterId: IDS.cluster,
      plan: TENANT.plan,
      tenants: 1,
      revenueMicros: COST.costMicros,
      costMicros: 1_500_000_000n,
      quantities: COST.quantities,
    },
  ],
  clusters: [
    {
      clusterId: IDS.cluster,
      revenueMicros: COST.costMicros,
      costMicros: 1_500_000_000n,
      meters: [balanceOf('bytes_in', 18_240n), balanceOf('bytes_out', 0n)],
    },
  ],
}
