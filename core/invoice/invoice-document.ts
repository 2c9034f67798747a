import * as z from 'zod'
import { PLAN_IDS } from '../plan/plan.ts'
import { METERS } from '../usage/usage-record.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'

// An invoice as JSON: whole numbers of any size are text, so that no reader rounds them.

/** A whole number as text. */
export const wholeText = z
  .string()
  .regex(/^-?(?:0|[1-9][0-9]{0,39})$/)
  .transform(BigInt)

export const invoiceLineSchema: z.ZodType<InvoiceLine> = z.strictObject({
  kind: z.enum(['plan', 'usage', 'adjustment', 'credit']),
  period: z.string(),
  tenantId: z.string().nullable(),
  item: z.enum([...PLAN_IDS, ...METERS, 'credit']),
  description: z.string(),
  quantity: wholeText,
  baseUnit: z.enum(['second', 'byte', 'byte-second', 'partition-second', 'micro']),
  unit: z.enum(['month', 'GB', 'GB-hour', 'partition-hour', 'USD']),
  price: z.strictObject({ micros: wholeText, per: wholeText }),
  amountMicros: wholeText,
})

export const invoiceDocumentSchema: z.ZodType<Invoice> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  period: z.string(),
  number: z.int().nullable(),
  issuedAt: z.int().nullable(),
  currency: z.literal('USD'),
  priceBookVersion: z.string(),
  lines: z.array(invoiceLineSchema),
  totalMicros: wholeText,
  carriedMicros: wholeText,
})

/** Any document with its whole numbers as text. */
export function documentOf(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`
  if (Array.isArray(value)) return value.map(documentOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, documentOf(each)]))
}
