import type { UnitPrice } from '../kernel/money.ts'
import type { Meter } from '../usage/usage-record.ts'
import type { PlanId } from '../plan/plan.ts'
import type { Period } from './period.ts'

/** What a line is about: a plan's flat price, a meter, or a credit. */
export type LineItem = PlanId | Meter | 'credit'

/**
 * One line. `quantity` is whole, in the base unit; `amountMicros` is `quantity × price.micros ÷ price.per`, rounded once.
 * Only a credit is negative. An adjustment is for an earlier period, for what came in after that was closed.
 */
export interface InvoiceLine {
  readonly kind: 'plan' | 'usage' | 'adjustment' | 'credit'
  readonly period: Period
  /** Null for what is the whole account's. */
  readonly tenantId: string | null
  readonly item: LineItem
  readonly description: string
  readonly quantity: bigint
  readonly baseUnit: 'second' | 'byte' | 'byte-second' | 'partition-second' | 'micro'
  /** The unit that the price is said in; it has `price.per` base units. */
  readonly unit: 'month' | 'GB' | 'GB-hour' | 'partition-hour' | 'USD'
  readonly price: UnitPrice
  readonly amountMicros: bigint
}

/** Lines computed from usage records and a price book version, nothing else. */
export interface Invoice {
  readonly id: string
  readonly accountId: string
  readonly period: Period
  /** Without gaps in the account, from 1; null for a draft. */
  readonly number: number | null
  readonly issuedAt: number | null
  readonly currency: 'USD'
  readonly priceBookVersion: string
  readonly lines: readonly InvoiceLine[]
  readonly totalMicros: bigint
  /** Of a credit that is larger than the invoice: goes into the next one. */
  readonly carriedMicros: bigint
}

/** Something given back: an entry that is never changed, used up by the next invoices. */
export interface Credit {
  readonly id: string
  readonly accountId: string
  readonly at: number
  readonly amountMicros: bigint
  readonly reason: string
  readonly createdBy: string
}

/** What a line is compared by with an earlier or later computation of the same. */
export function keyOf({ period, tenantId, item }: InvoiceLine): string {
  return `${period}/${tenantId ?? ''}/${item}`
}
