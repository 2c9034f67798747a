import type { PlanChange } from '../plan/plan-change.ts'
import { type GatherDeps, gatherMonth } from './gather-month.ts'
import type { Credit, InvoiceLine } from './invoice.ts'
import type { BillingState, InvoiceStore } from './invoice-ports.ts'
import type { EarlierMonth, InvoiceBasis } from './make-invoice.ts'
import { endOf, nextPeriod, type Period, periodOf, previousPeriod, startOf } from './period.ts'
import { readAll } from './read-all.ts'

export interface BasisDeps extends GatherDeps {
  readonly invoices: InvoiceStore
}

/** How many closed months are looked at again for data that came late: as long as minutes are kept. */
const ADJUSTED_MONTHS = 3
const CREDITS_A_PAGE = 100

/** Everything that the account's invoice for a month follows from; `until` cuts a month that is not over. */
export async function gatherBasis(
  deps: BasisDeps,
  changes: readonly PlanChange[],
  state: BillingState,
  { period, until }: { readonly period: Period; readonly until: number },
): Promise<InvoiceBasis> {
  const { accountId } = state
  const month = await gatherMonth(deps, changes, period, until)
  const closed = closedBefore(state, changes, period)
  const earlier: EarlierMonth[] = []
  for (const each of closed) {
    earlier.push({
      month: await gatherMonth(deps, changes, each, until),
      invoiced: await invoicedFor(deps.invoices, accountId, each, period),
    })
  }
  const credits = await newCredits(deps.invoices, state, period)
  return { accountId, month, earlier, credits, carriedMicros: state.carriedMicros, until }
}

function closedBefore(
  { closedThrough }: BillingState,
  changes: readonly PlanChange[],
  period: Period,
): readonly Period[] {
  // Who never had a tenant has no first month.
  if (changes.length === 0) return []
  const first = periodOf(Math.min(...changes.map(({ at }) => at)))
  const months: Period[] = []
  for (let each = previousPeriod(period); months.length < ADJUSTED_MONTHS; ) {
    if (each < first || closedThrough === null) break
    if (each <= closedThrough) months.unshift(each)
    each = previousPeriod(each)
  }
  return months
}

/**
 * The lines that charge for a month: those of its own invoice and the adjustments of the ones up to `before`, but for
 * those on the invoice of the month `except`.
 */
export async function invoicedFor(
  invoices: InvoiceStore,
  accountId: string,
  period: Period,
  before: Period,
  except?: Period,
): Promise<readonly InvoiceLine[]> {
  const lines: InvoiceLine[] = []
  for (let each = period; each < before && each <= lastAdjusting(period); each = nextPeriod(each)) {
    if (each === except) continue
    const invoice = await invoices.getByPeriod(accountId, each)
    const about = invoice?.lines.filter((line) => line.period === period && line.item !== 'credit')
    lines.push(...(about ?? []))
  }
  return lines
}

function lastAdjusting(period: Period): Period {
  let last = period
  for (let n = 0; n < ADJUSTED_MONTHS; n += 1) last = nextPeriod(last)
  return last
}

/** Given in the months that are not closed; the account's first invoice takes all that was given before. */
async function newCredits(invoices: InvoiceStore, state: BillingState, period: Period) {
  const { accountId, closedThrough } = state
  const all = await allCredits(invoices, accountId)
  const from = closedThrough === null ? 0 : startOf(nextPeriod(closedThrough))
  return all.filter(({ at }) => at >= from && at < endOf(period))
}

export async function allCredits(
  invoices: InvoiceStore,
  accountId: string,
): Promise<readonly Credit[]> {
  return await readAll((page) => invoices.listCredits(accountId, page), CREDITS_A_PAGE)
}
