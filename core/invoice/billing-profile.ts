import type { Period } from './period.ts'

/** What a customer wants to spend in a month. `hardStop`: at 100 % the account's tenants may only be read. */
export interface Budget {
  readonly monthlyMicros: bigint
  readonly hardStop: boolean
}

/** How an account is billed. Version 0 stands for an account that never set anything. */
export interface BillingProfile {
  readonly accountId: string
  readonly version: number
  readonly budget: Budget | null
  /** The highest mark that was told, and in which month. */
  readonly reached: { readonly period: Period; readonly percent: number } | null
  /** Some tenants may bear a budget hold: set before the first is held, cleared after the last is lifted. */
  readonly stopped: boolean
  /** Who the account is at the payment service; null while nobody collects from it. */
  readonly paymentCustomer: string | null
}

export function emptyProfile(accountId: string): BillingProfile {
  return {
    accountId,
    version: 0,
    budget: null,
    reached: null,
    stopped: false,
    paymentCustomer: null,
  }
}
