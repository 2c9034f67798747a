import * as z from 'zod'
import { PLAN_IDS } from '../plan/plan.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { METERS, type UsageRecord } from '../usage/usage-record.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import {
  documentOf,
  invoiceDocumentSchema,
  invoiceLineSchema,
  wholeText,
} from './invoice-document.ts'
import type { MonthRecords } from './make-invoice.ts'

/** An invoice with all that it follows from, for somebody who wants to recompute it without us. */
export interface InvoiceExport {
  readonly invoice: Invoice
  /** Lines about this month on later invoices. */
  readonly adjusted: readonly InvoiceLine[]
  readonly month: MonthRecords
}

const FORMAT = 'headgate-invoice-export/1'

const planChangeSchema: z.ZodType<PlanChange> = z.strictObject({
  accountId: z.string(),
  tenantId: z.string(),
  order: z.int(),
  at: z.int(),
  plan: z.enum(PLAN_IDS).nullable(),
  tenantName: z.string(),
  clusterId: z.string().nullable(),
})

const usageSchema: z.ZodType<UsageRecord> = z.strictObject({
  tenantId: z.string(),
  meter: z.enum(METERS),
  resolution: z.enum(['minute', 'hour', 'day']),
  windowStart: z.int(),
  quantity: wholeText.refine((quantity) => quantity >= 0n),
  incomplete: z.boolean(),
})

const exportSchema = z.strictObject({
  format: z.literal(FORMAT),
  invoice: invoiceDocumentSchema,
  adjusted: z.array(invoiceLineSchema),
  month: z.strictObject({
    period: z.string(),
    changes: z.array(planChangeSchema),
    usage: z.array(usageSchema),
  }),
})

export function exportDocument(exported: InvoiceExport): unknown {
  return { format: FORMAT, ...z.record(z.string(), z.unknown()).parse(documentOf(exported)) }
}

/** Reads what `exportDocument` made; throws when it is anything else. */
export function readExport(document: unknown): InvoiceExport {
  const { invoice, month, adjusted } = exportSchema.parse(document)
  return { invoice, month, adjusted }
}
