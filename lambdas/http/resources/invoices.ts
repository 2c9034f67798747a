import * as z from 'zod'
import { sha256 } from '../sha256.ts'
import { DRAFT_ID, draftInvoice } from '../../../core/invoice/draft-invoice.ts'
import { exportInvoice, recomputeInvoice } from '../../../core/invoice/export-invoice.ts'
import { focusCsv } from '../../../core/invoice/focus-csv.ts'
import type { Invoice } from '../../../core/invoice/invoice.ts'
import { exportDocument } from '../../../core/invoice/invoice-export.ts'
import { notFound } from '../../../core/kernel/service-error.ts'
import { list, ok } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { BillingDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Call, type Route, route } from '../route.ts'
import {
  invoiceSchema,
  invoiceSummarySchema,
  invoiceSummaryView,
  invoiceView,
} from '../views/invoice-view.ts'
import { pageSchema } from '../views/page-schema.ts'
import { verificationSchema, verificationView } from '../views/verification-view.ts'

/** `draft` is the running month's. */
async function invoiceOf(deps: BillingDeps, call: Call<unknown, unknown>): Promise<Invoice> {
  const { accountId } = call.actor
  const id = param(call.params, 'invoiceId')
  if (id === DRAFT_ID) return await draftInvoice(deps, accountId)
  const invoice = await deps.invoices.get(accountId, id)
  if (invoice === undefined) throw notFound('invoice')
  return invoice
}

async function accountName(deps: BillingDeps, { actor }: Call<unknown, unknown>): Promise<string> {
  return (await deps.accounts.get(actor.accountId))?.name ?? actor.accountId
}

function attachment(invoice: Invoice, extension: string) {
  const name = `headgate-${invoice.period}-${invoice.number ?? DRAFT_ID}.${extension}`
  return { 'Content-Disposition': `attachment; filename="${name}"` }
}

export const invoiceRoutes: readonly Route<BillingDeps>[] = [
  route({
    method: 'GET',
    path: '/account/invoices',
    operationId: 'listInvoices',
    summary: 'The account’s closed invoices, newest first',
    tag: 'billing',
    access: 'invoice.read',
    query: pageQuerySchema,
    answers: {
      200: { description: 'A page of invoices.', schema: pageSchema(invoiceSummarySchema) },
    },
    handle: async (deps, { actor, query }) => {
      const invoices = await deps.invoices.list(actor.accountId, pageRequestOf(query))
      return list(invoices, invoiceSummaryView)
    },
  }),
  route({
    method: 'GET',
    path: '/account/invoices/{invoiceId}',
    operationId: 'getInvoice',
    summary: 'An invoice with its lines; "draft" is that of the running month',
    tag: 'billing',
    access: 'invoice.read',
    answers: { 200: { description: 'The invoice.', schema: invoiceSchema } },
    handle: async (deps, call) => ok(invoiceView(await invoiceOf(deps, call))),
  }),
  route({
    method: 'GET',
    path: '/account/invoices/{invoiceId}/pdf',
    operationId: 'getInvoicePdf',
    summary: 'An invoice as a PDF document',
    tag: 'billing',
    access: 'invoice.read',
    answers: {
      200: { description: 'The document.', contentType: 'application/pdf', schema: z.string() },
    },
    handle: async (deps, call) => {
      const invoice = await invoiceOf(deps, call)
      const body = await deps.printInvoice(invoice, await accountName(deps, call))
      const headers = attachment(invoice, 'pdf')
      return { status: 200, body, contentType: 'application/pdf', headers }
    },
  }),
  route({
    method: 'GET',
    path: '/account/invoices/{invoiceId}/focus',
    operationId: 'getInvoiceFocus',
    summary: 'The lines of an invoice as FOCUS 1.2 cost data (CSV)',
    tag: 'billing',
    access: 'invoice.read',
    answers: {
      200: { description: 'A table.', contentType: 'text/csv', schema: z.string() },
    },
    handle: async (deps, call) => {
      const invoice = await invoiceOf(deps, call)
      const body = focusCsv(invoice, await accountName(deps, call))
      const headers = attachment(invoice, 'csv')
      return { status: 200, body, contentType: 'text/csv; charset=utf-8', headers }
    },
  }),
  route({
    method: 'GET',
    path: '/account/invoices/{invoiceId}/records',
    operationId: 'exportInvoice',
    summary:
      'An invoice, or the "draft", with every record it follows from, to recompute it without us',
    tag: 'billing',
    access: 'invoice.read',
    answers: {
      200: { description: 'The export.', schema: z.record(z.string(), z.unknown()) },
    },
    handle: async (deps, { actor, params }) => {
      const exported = await exportInvoice(deps, actor.accountId, param(params, 'invoiceId'))
      return ok(exportDocument(exported, sha256), attachment(exported.invoice, 'json'))
    },
  }),
  route({
    method: 'POST',
    path: '/account/invoices/{invoiceId}/verify',
    operationId: 'verifyInvoice',
    summary: 'Recompute an invoice, or the "draft", from its records and show the difference',
    tag: 'billing',
    access: 'invoice.read',
    answers: { 200: { description: 'What differs.', schema: verificationSchema } },
    repeatable: false,
    handle: async (deps, { actor, params }) =>
      ok(
        verificationView(await recomputeInvoice(deps, actor.accountId, param(params, 'invoiceId'))),
      ),
  }),
]
