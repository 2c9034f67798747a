import type { Clock } from '../kernel/clock.ts'
import { sumOf } from '../kernel/money.ts'
import { notFound } from '../kernel/service-error.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { DRAFT_ID, draftOf } from './draft-invoice.ts'
import { allCredits, type BasisDeps, invoicedFor } from './gather-basis.ts'
import { allChanges, gatherMonth } from './gather-month.ts'
import type { Invoice } from './invoice.ts'
import type { InvoiceExport } from './invoice-export.ts'
import type { EarlierMonth, InvoiceBasis } from './make-invoice.ts'
import { endOf, nextPeriod, type Period, periodOf, previousPeriod, startOf } from './period.ts'
import { type Verification, verifyInvoice } from './verify-invoice.ts'

type ExportDeps = BasisDeps & { readonly clock: Clock }

/** A closed invoice of the account, or the draft, with all that it follows from as the ledger has it now. */
export async function exportInvoice(
  deps: ExportDeps,
  accountId: string,
  invoiceId: string,
): Promise<InvoiceExport> {
  if (invoiceId === DRAFT_ID) {
    const { basis, invoice } = await draftOf(deps, accountId)
    return exportOfDraft(basis, invoice)
  }
  const invoice = await deps.invoices.get(accountId, invoiceId)
  if (invoice === undefined) throw notFound('invoice')
  return await exportOfClosed(deps, invoice)
}

/** Recomputes a closed invoice, or the draft, from the ledger. */
export async function recomputeInvoice(
  deps: ExportDeps,
  accountId: string,
  invoiceId: string,
): Promise<Verification> {
  if (invoiceId === DRAFT_ID) return await recomputeDraft(deps, accountId)
  return verifyInvoice(await exportInvoice(deps, accountId, invoiceId))
}

/** The ledger is read twice: what came in between shows as a difference, and is on the next draft. */
async function recomputeDraft(deps: ExportDeps, accountId: string): Promise<Verification> {
  const now = deps.clock.now()
  const at = { ...deps, clock: { now: () => now } }
  const { invoice } = await draftOf(at, accountId)
  const { basis } = await draftOf(at, accountId)
  return verifyInvoice(exportOfDraft(basis, invoice))
}

function exportOfDraft(basis: InvoiceBasis, invoice: Invoice): InvoiceExport {
  const { month, credits, carriedMicros, until = null } = basis
  const earlier = basis.earlier.filter((each) => isAbout(invoice, each.month.period))
  return { invoice, until, month, adjusted: [], earlier, credits, carriedMicros }
}

async function exportOfClosed(deps: ExportDeps, invoice: Invoice): Promise<InvoiceExport> {
  const { accountId, period } = invoice
  const now = deps.clock.now()
  const changes = await allChanges(deps.plans, accountId)
  const monthAt = async (each: Period): Promise<EarlierMonth> => ({
    month: await gatherMonth(deps, changes, each, now),
    invoiced: await invoicedFor(deps.invoices, accountId, each, nextPeriod(periodOf(now)), period),
  })
  const own = await monthAt(period)
  const earlier: EarlierMonth[] = []
  for (const each of new Set(invoice.lines.map((line) => line.period)))
    if (each < period) earlier.push(await monthAt(each))
  const given = await givenTo(deps, invoice, changes)
  return { invoice, until: null, month: own.month, adjusted: own.invoiced, earlier, ...given }
}

/** A month without an invoice used nothing up: what was given in it came to this one as what was left over. */
async function givenTo({ invoices }: ExportDeps, invoice: Invoice, changes: readonly PlanChange[]) {
  const { accountId, period } = invoice
  const all = await allCredits(invoices, accountId)
  const first = periodOf(Math.min(startOf(period), ...changes.map(({ at }) => at)))
  const before = await invoiceBefore(invoices, invoice, first)
  const between = { from: before === undefined ? 0 : endOf(before.period), to: startOf(period) }
  const from = period === first ? 0 : between.to
  const leftOver = all.filter(({ at }) => at >= between.from && at < from)
  const left = before?.carriedMicros ?? 0n
  return {
    credits: all.filter(({ at }) => at >= from && at < endOf(period)),
    carriedMicros: sumOf([left, ...leftOver.map(({ amountMicros }) => amountMicros)]),
  }
}

async function invoiceBefore(
  invoices: BasisDeps['invoices'],
  { accountId, period, number }: Invoice,
  first: Period,
): Promise<Invoice | undefined> {
  if (number === 1) return undefined
  for (let each = previousPeriod(period); each >= first; each = previousPeriod(each)) {
    const found = await invoices.getByPeriod(accountId, each)
    if (found !== undefined) return found
  }
  return undefined
}

function isAbout({ lines }: Invoice, period: Period): boolean {
  return lines.some((line) => line.period === period)
}
