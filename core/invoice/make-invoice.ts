import { sumOf } from '../kernel/money.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { type PriceBookVersion, versionFor } from '../plan/price-book.ts'
import type { UsageRecord } from '../usage/usage-record.ts'
import { adjustmentsFor } from './adjustments.ts'
import { applyCredits } from './apply-credits.ts'
import { chargeTenant } from './charge-tenant.ts'
import type { Credit, Invoice, InvoiceLine } from './invoice.ts'
import type { Period } from './period.ts'
import { distinct } from './usage-of-month.ts'

/** All that the charges of one account for one month follow from. */
export interface MonthRecords {
  readonly period: Period
  readonly changes: readonly PlanChange[]
  readonly usage: readonly UsageRecord[]
}

/** A month that was closed before, as the ledger has it now, and the lines about it on other invoices. */
export interface EarlierMonth {
  readonly month: MonthRecords
  readonly invoiced: readonly InvoiceLine[]
}

/** All that an invoice follows from. */
export interface InvoiceBasis {
  readonly accountId: string
  readonly month: MonthRecords
  readonly earlier: readonly EarlierMonth[]
  /** Given since the last invoice. */
  readonly credits: readonly Credit[]
  readonly carriedMicros: bigint
  readonly until?: number
}

/** A draft: the same basis makes the same invoice, in whatever order and however often its records are given. */
export function makeInvoice(
  basis: InvoiceBasis,
  book?: readonly PriceBookVersion[],
): Omit<Invoice, 'id'> {
  const { accountId, month, earlier } = basis
  const prices = versionFor(month.period, book)
  const charges = chargesOf(month, prices, basis.until)
  const later = earlier.flatMap((each) =>
    adjustmentsFor(each.invoiced, chargesOf(each.month, versionFor(each.month.period, book))),
  )
  const owed = [...charges, ...later]
  const { lines: credited, carriedMicros } = applyCredits(
    month.period,
    sumOf(owed.map(({ amountMicros }) => amountMicros)),
    basis,
  )
  const lines = [...owed, ...credited]
  return {
    accountId,
    period: month.period,
    number: null,
    issuedAt: null,
    currency: prices.currency,
    priceBookVersion: prices.id,
    lines,
    totalMicros: sumOf(lines.map(({ amountMicros }) => amountMicros)),
    carriedMicros,
  }
}

/** The lines of a month for all tenants of the account, by tenant. */
export function chargesOf(
  { period, changes, usage }: MonthRecords,
  prices: PriceBookVersion,
  until?: number,
): readonly InvoiceLine[] {
  const byTenant = Map.groupBy(distinct(usage), ({ tenantId }) => tenantId)
  const tenants = Map.groupBy(changes, ({ tenantId }) => tenantId)
  const ids = [...tenants.keys()].sort()
  return ids.flatMap((id) =>
    chargeTenant({
      period,
      prices,
      changes: (tenants.get(id) ?? []).toSorted((a, b) => a.order - b.order),
      records: byTenant.get(id) ?? [],
      ...(until === undefined ? {} : { until }),
    }),
  )
}
