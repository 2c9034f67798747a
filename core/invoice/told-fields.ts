import type { Fields } from '../audit/change.ts'
import { microsNumber } from '../kernel/money.ts'
import type { BillingProfile } from './billing-profile.ts'
import type { Credit } from './invoice.ts'

// What the trail shows of how an account is billed, and nothing else of it.

export const BUDGET_FIELDS: Fields<BillingProfile> = {
  monthlyMicros: ({ budget }) => (budget === null ? null : microsNumber(budget.monthlyMicros)),
  hardStop: ({ budget }) => budget?.hardStop ?? false,
}

export const BILLING_FIELDS: Fields<BillingProfile> = {
  paymentCustomer: ({ paymentCustomer }) => paymentCustomer,
}

export const CREDIT_FIELDS: Fields<Credit> = {
  amountMicros: ({ amountMicros }) => microsNumber(amountMicros),
  reason: ({ reason }) => reason,
}
