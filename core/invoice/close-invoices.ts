import type { Clock } from '../kernel/clock.ts'
import { DAY_MS } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { isServiceError } from '../kernel/service-error.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { type BasisDeps, gatherBasis } from './gather-basis.ts'
import { allChanges } from './gather-month.ts'
import type { Invoice } from './invoice.ts'
import type { BillingState } from './invoice-ports.ts'
import { makeInvoice } from './make-invoice.ts'
import type { PaymentExport } from './payment-export.ts'
import { endOf, nextPeriod, type Period, periodOf } from './period.ts'

export interface CloseDeps extends BasisDeps {
  readonly clock: Clock
  readonly randomness: Randomness
}

/** Between the end of a month and its invoice: time for meters that were down to catch up. */
export const CLOSING_GRACE_MS = 3 * DAY_MS
/** Of one account in one go: an installation that slept for two years catches up in as many goes as it takes. */
const MONTHS_A_PASS_MAX = 24

/**
 * Closes every month of the account whose grace is over, in order. Answers with the invoices made. Safe to repeat and to
 * run twice at once: one of two gets each month, and no number is skipped or given twice.
 */
export async function closeInvoices(
  deps: CloseDeps,
  accountId: string,
): Promise<readonly Invoice[]> {
  const changes = await allChanges(deps.plans, accountId)
  const made: Invoice[] = []
  for (let months = 0; months < MONTHS_A_PASS_MAX; months += 1) {
    const state = await deps.invoices.state(accountId)
    const period = openPeriodOf(state, changes)
    if (period === null || endOf(period) + CLOSING_GRACE_MS > deps.clock.now()) break
    const invoice = await closeMonth(deps, changes, state, period)
    if (invoice === 'lost') break
    if (invoice !== undefined) made.push(invoice)
  }
  return made
}

/** The oldest month that is not closed; null for an account that never paid for anything. */
export function openPeriodOf(
  { closedThrough }: BillingState,
  changes: readonly PlanChange[],
): Period | null {
  if (closedThrough !== null) return nextPeriod(closedThrough)
  const [first] = changes.map(({ at }) => at).sort((a, b) => a - b)
  return first === undefined ? null : periodOf(first)
}

async function closeMonth(
  deps: CloseDeps,
  changes: readonly PlanChange[],
  state: BillingState,
  period: Period,
): Promise<Invoice | undefined | 'lost'> {
  const now = deps.clock.now()
  const draft = makeInvoice(await gatherBasis(deps, changes, state, { period, until: now }))
  const next = {
    ...state,
    version: state.version + 1,
    closedThrough: period,
    carriedMicros: draft.carriedMicros,
  }
  if (draft.lines.length === 0) return (await won(deps, { state: next })) ? undefined : 'lost'
  const number = state.lastNumber + 1
  const invoice = { ...draft, id: newId('inv', deps.randomness), number, issuedAt: now }
  const closing = {
    state: { ...next, lastNumber: number },
    invoice,
    payment: exportOf(invoice, number, now),
  }
  return (await won(deps, closing)) ? invoice : 'lost'
}

async function won({ invoices }: CloseDeps, closing: Parameters<typeof invoices.close>[0]) {
  try {
    await invoices.close(closing)
    return true
  } catch (error) {
    if (isServiceError(error, 'conflict')) return false
    throw error
  }
}

function exportOf(invoice: Invoice, number: number, now: number): PaymentExport {
  return {
    invoiceId: invoice.id,
    accountId: invoice.accountId,
    number,
    amountMicros: invoice.totalMicros,
    issuedAt: now,
    attempts: 0,
    nextAt: now,
    error: null,
  }
}
