import * as z from 'zod'
import type { Invoice, InvoiceLine } from '../../../core/invoice/invoice.ts'
import { microsNumber } from '../../../core/kernel/money.ts'
import { timeView } from './time.ts'

/** Amounts are whole millionths of a dollar; quantities outgrow JSON's numbers and are text. */
const lineSchema = z.object({
  kind: z.enum(['plan', 'usage', 'adjustment', 'credit']),
  period: z.string(),
  tenantId: z.string().nullable(),
  item: z.string(),
  description: z.string(),
  quantity: z.string(),
  baseUnit: z.string(),
  unit: z.string(),
  price: z.object({ micros: z.int(), per: z.string() }),
  amountMicros: z.int(),
})

export const invoiceSummarySchema = z.object({
  id: z.string(),
  number: z.int().nullable(),
  state: z.enum(['draft', 'closed']),
  period: z.string(),
  issuedAt: z.iso.datetime().nullable(),
  currency: z.literal('USD'),
  priceBookVersion: z.string(),
  totalMicros: z.int(),
  carriedMicros: z.int(),
})

export const invoiceSchema = invoiceSummarySchema.extend({ lines: z.array(lineSchema) })

export function invoiceSummaryView(invoice: Invoice): z.output<typeof invoiceSummarySchema> {
  const { id, number, period, issuedAt, currency, priceBookVersion } = invoice
  return {
    id,
    number,
    state: number === null ? 'draft' : 'closed',
    period,
    issuedAt: issuedAt === null ? null : timeView(issuedAt),
    currency,
    priceBookVersion,
    totalMicros: microsNumber(invoice.totalMicros),
    carriedMicros: microsNumber(invoice.carriedMicros),
  }
}

export function invoiceView(invoice: Invoice): z.output<typeof invoiceSchema> {
  return { ...invoiceSummaryView(invoice), lines: invoice.lines.map(lineView) }
}

function lineView({
  quantity,
  price,
  amountMicros,
  ...line
}: InvoiceLine): z.output<typeof lineSchema> {
  return {
    ...line,
    quantity: `${quantity}`,
    price: { micros: microsNumber(price.micros), per: `${price.per}` },
    amountMicros: microsNumber(amountMicros),
  }
}
