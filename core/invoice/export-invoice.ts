import type { Clock } from '../kernel/clock.ts'
import { notFound } from '../kernel/service-error.ts'
import { DRAFT_ID, draftInvoice } from './draft-invoice.ts'
import { type BasisDeps, invoicedFor } from './gather-basis.ts'
import { allChanges, gatherMonth } from './gather-month.ts'
import type { InvoiceExport } from './invoice-export.ts'
import { nextPeriod, periodOf } from './period.ts'
import { type Verification, verifyInvoice } from './verify-invoice.ts'

type ExportDeps = BasisDeps & { readonly clock: Clock }

/** A closed invoice of the account, with all that it follows from as the ledger has it now. */
export async function exportInvoice(
  deps: ExportDeps,
  accountId: string,
  invoiceId: string,
): Promise<InvoiceExport> {
  const invoice = await deps.invoices.get(accountId, invoiceId)
  if (invoice === undefined) throw notFound('invoice')
  const { period } = invoice
  const now = deps.clock.now()
  const changes = await allChanges(deps.plans, accountId)
  const month = await gatherMonth(deps, changes, period, now)
  const all = await invoicedFor(deps.invoices, accountId, period, nextPeriod(periodOf(now)))
  const own = invoice.lines.filter((line) => line.period === period).length
  return { invoice, month, adjusted: all.slice(own) }
}

/** Recomputes a closed invoice, or the draft, from the ledger. */
export async function recomputeInvoice(
  deps: ExportDeps,
  accountId: string,
  invoiceId: string,
): Promise<Verification> {
  if (invoiceId === DRAFT_ID) return await recomputeDraft(deps, accountId)
  const { invoice, month, adjusted } = await exportInvoice(deps, accountId, invoiceId)
  return verifyInvoice(invoice, month, adjusted)
}

/** The ledger is read twice: what came in between shows as a difference, and is on the next draft. */
async function recomputeDraft(deps: ExportDeps, accountId: string): Promise<Verification> {
  const until = deps.clock.now()
  const draft = await draftInvoice({ ...deps, clock: { now: () => until } }, accountId)
  const changes = await allChanges(deps.plans, accountId)
  const month = await gatherMonth(deps, changes, draft.period, until)
  return verifyInvoice(draft, month, [], { until })
}
