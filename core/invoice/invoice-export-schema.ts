import * as z from 'zod'
import { planChangeSchema } from '../plan/plan-change.ts'
import { METERS, type UsageRecord } from '../usage/usage-record.ts'
import type { Credit } from './invoice.ts'
import { invoiceDocumentSchema, invoiceLineSchema, wholeText } from './invoice-document.ts'
import { PERIOD } from './period.ts'

export const FORMAT = 'headgate-invoice-export/2'

const notNegative = wholeText.refine((amount) => amount >= 0n)

const usageSchema: z.ZodType<UsageRecord> = z.strictObject({
  tenantId: z.string(),
  meter: z.enum(METERS),
  resolution: z.enum(['minute', 'hour', 'day']),
  windowStart: z.int(),
  quantity: notNegative,
  incomplete: z.boolean(),
})

const creditSchema: z.ZodType<Credit> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  at: z.int(),
  amountMicros: notNegative,
  reason: z.string(),
  createdBy: z.string(),
})

const monthSchema = z.strictObject({
  period: z.string().regex(PERIOD),
  changes: z.array(planChangeSchema),
  usage: z.array(usageSchema),
})

export const exportSchema = z.strictObject({
  format: z.literal(FORMAT),
  invoice: invoiceDocumentSchema,
  until: z.int().nullable(),
  month: monthSchema,
  adjusted: z.array(invoiceLineSchema),
  earlier: z.array(z.strictObject({ month: monthSchema, invoiced: z.array(invoiceLineSchema) })),
  credits: z.array(creditSchema),
  carriedMicros: notNegative,
  digest: z.string(),
})
