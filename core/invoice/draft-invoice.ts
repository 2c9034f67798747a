import type { Clock } from '../kernel/clock.ts'
import { openPeriodOf } from './close-invoices.ts'
import { type BasisDeps, gatherBasis } from './gather-basis.ts'
import { allChanges } from './gather-month.ts'
import type { Invoice } from './invoice.ts'
import { type InvoiceBasis, makeInvoice } from './make-invoice.ts'
import { type Period, periodOf } from './period.ts'

export const DRAFT_ID = 'draft'

type DraftDeps = BasisDeps & { readonly clock: Clock }

/**
 * The account's invoice for the running month as it would be if the month ended now; with `open`, for the oldest month
 * that is not closed (in the days of its grace, the month before).
 */
export async function draftInvoice(
  deps: DraftDeps,
  accountId: string,
  which: 'running' | 'open' = 'running',
): Promise<Invoice> {
  return (await draftOf(deps, accountId, which)).invoice
}

/** The same with what it follows from. */
export async function draftOf(
  deps: DraftDeps,
  accountId: string,
  which: 'running' | 'open' = 'running',
): Promise<{ readonly basis: InvoiceBasis; readonly invoice: Invoice }> {
  const now = deps.clock.now()
  const [changes, state] = await Promise.all([
    allChanges(deps.plans, accountId),
    deps.invoices.state(accountId),
  ])
  const running = periodOf(now)
  const open = openPeriodOf(state, changes) ?? running
  const period: Period = which === 'open' && open < running ? open : running
  const basis = await gatherBasis(deps, changes, state, { period, until: now })
  return { basis, invoice: { ...makeInvoice(basis), id: DRAFT_ID } }
}
