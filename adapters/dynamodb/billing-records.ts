import * as z from 'zod'
import type { BillingProfile } from '../../core/invoice/billing-profile.ts'
import type { Credit } from '../../core/invoice/invoice.ts'
import { wholeText } from '../../core/invoice/invoice-document.ts'
import type { BillingState } from '../../core/invoice/invoice-ports.ts'
import type { PaymentExport } from '../../core/invoice/payment-export.ts'

// Amounts are stored as text: the store's numbers come back as JavaScript's.

const time = z.int()

export const billingStateSchema: z.ZodType<BillingState> = z.strictObject({
  accountId: z.string(),
  version: z.int(),
  lastNumber: z.int(),
  closedThrough: z.string().nullable(),
  carriedMicros: wholeText,
})

export const creditSchema: z.ZodType<Credit> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  at: time,
  amountMicros: wholeText,
  reason: z.string(),
  createdBy: z.string(),
})

export const paymentSchema: z.ZodType<PaymentExport> = z.strictObject({
  invoiceId: z.string(),
  accountId: z.string(),
  number: z.int(),
  amountMicros: wholeText,
  issuedAt: time,
  attempts: z.int(),
  nextAt: time,
  error: z.string().nullable(),
})

export const billingProfileSchema: z.ZodType<BillingProfile> = z.strictObject({
  accountId: z.string(),
  version: z.int(),
  budget: z.strictObject({ monthlyMicros: wholeText, hardStop: z.boolean() }).nullable(),
  reached: z.strictObject({ period: z.string(), percent: z.int() }).nullable(),
  stopped: z.boolean(),
  paymentCustomer: z.string().nullable(),
})
