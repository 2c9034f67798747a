import * as z from 'zod'
import { addCredit } from '../../../core/invoice/add-credit.ts'
import { addCreditSchema, changeBillingSchema } from '../../../core/invoice/budget-input.ts'
import { changeBilling } from '../../../core/invoice/change-profile.ts'
import type { Credit } from '../../../core/invoice/invoice.ts'
import { listOpenPayments } from '../../../core/invoice/list-open-payments.ts'
import { periodOf } from '../../../core/invoice/period.ts'
import { readRevenue } from '../../../core/invoice/read-revenue.ts'
import type { PaymentExport } from '../../../core/invoice/payment-export.ts'
import { microsNumber } from '../../../core/kernel/money.ts'
import { notFound } from '../../../core/kernel/service-error.ts'
import { list, ok } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { BillingDeps } from '../deps.ts'
import { monthQuerySchema } from '../month-query.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { pageSchema } from '../views/page-schema.ts'
import { revenueSchema, revenueView } from '../views/revenue-view.ts'
import { timeView } from '../views/time.ts'

const creditSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  at: z.iso.datetime(),
  amountMicros: z.int(),
  reason: z.string(),
})

export function creditView({ id, accountId, at, amountMicros, reason }: Credit) {
  return { id, accountId, at: timeView(at), amountMicros: microsNumber(amountMicros), reason }
}

const paymentSchema = z.object({
  invoiceId: z.string(),
  accountId: z.string(),
  number: z.int(),
  amountMicros: z.int(),
  issuedAt: z.iso.datetime(),
  attempts: z.int(),
  nextAt: z.iso.datetime(),
  error: z.string().nullable(),
})

export function paymentView(payment: PaymentExport): z.output<typeof paymentSchema> {
  const { amountMicros, issuedAt, nextAt, ...rest } = payment
  return {
    ...rest,
    amountMicros: microsNumber(amountMicros),
    issuedAt: timeView(issuedAt),
    nextAt: timeView(nextAt),
  }
}

const billingSchema = z.object({ accountId: z.string(), paymentCustomer: z.string().nullable() })

export const operatorBillingRoutes: readonly Route<BillingDeps>[] = [
  route({
    method: 'GET',
    path: '/operator/revenue',
    operationId: 'getRevenue',
    summary: 'What a month brings in by cluster and plan, beside what clusters cost and counted',
    tag: 'operator',
    access: 'operator',
    query: monthQuerySchema,
    answers: { 200: { description: 'The month, up to an hour old.', schema: revenueSchema } },
    handle: async (deps, { query }) =>
      ok(revenueView(await readRevenue(deps, query.period ?? periodOf(deps.clock.now())))),
  }),
  route({
    method: 'GET',
    path: '/operator/payments',
    operationId: 'listOpenPayments',
    summary: 'Invoices that the payment service has not taken yet, and why',
    tag: 'operator',
    access: 'operator',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of them.', schema: pageSchema(paymentSchema) } },
    handle: async (deps, { query }) => {
      const open = await listOpenPayments(deps.payments, pageRequestOf(query))
      return list(open, paymentView)
    },
  }),
  route({
    method: 'POST',
    path: '/operator/accounts/{accountId}/credits',
    operationId: 'addCredit',
    summary: 'Give an account something back on its next invoices',
    tag: 'operator',
    access: 'operator',
    body: addCreditSchema,
    bodyExample: { amountMicros: 5_000_000, reason: 'Sorry for the outage' },
    answers: { 201: { description: 'The credit.', schema: creditSchema } },
    handle: async (deps, call) => {
      const credit = await addCredit(deps, call, param(call.params, 'accountId'), call.body)
      return { status: 201, body: creditView(credit) }
    },
  }),
  route({
    method: 'PATCH',
    path: '/operator/accounts/{accountId}/billing',
    operationId: 'changeBilling',
    summary: 'Say who the account is at the payment service',
    tag: 'operator',
    access: 'operator',
    body: changeBillingSchema,
    bodyExample: { paymentCustomer: 'cus_123' },
    answers: { 200: { description: 'How it is billed.', schema: billingSchema } },
    handle: async (deps, call) => {
      const accountId = param(call.params, 'accountId')
      if ((await deps.accounts.get(accountId)) === undefined) throw notFound('account')
      const { paymentCustomer } = await changeBilling(deps, call, accountId, call.body)
      return ok({ accountId, paymentCustomer })
    },
  }),
]
