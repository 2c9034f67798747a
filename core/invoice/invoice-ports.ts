import type { AuditEvent } from '../audit/audit-event.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import type { BillingProfile } from './billing-profile.ts'
import type { Credit, Invoice } from './invoice.ts'
import type { PaymentExport } from './payment-export.ts'
import type { Period } from './period.ts'

/** How far an account's invoices have come. `version` counts its writes; 0 when none was made yet. */
export interface BillingState {
  readonly accountId: string
  readonly version: number
  readonly lastNumber: number
  /** The last month that is closed, whether it had anything on it or not. */
  readonly closedThrough: Period | null
  readonly carriedMicros: bigint
}

/** Everything that closing a month writes, all of it or nothing. A month without lines gets no invoice and no number. */
export interface Closing {
  /** Carries the new version; the stored one must be one less. */
  readonly state: BillingState
  readonly invoice?: Invoice
  readonly payment?: PaymentExport
}

export interface InvoiceStore {
  state(accountId: string): Promise<BillingState>
  /** `conflict` when somebody else closed the month first. */
  close(closing: Closing): Promise<void>
  get(accountId: string, invoiceId: string): Promise<Invoice | undefined>
  getByPeriod(accountId: string, period: Period): Promise<Invoice | undefined>
  /** Newest first; at most 100 a page. */
  list(accountId: string, page: PageRequest): Promise<Page<Invoice>>
  addCredit(credit: Credit, auditEvent: AuditEvent): Promise<void>
  /** Oldest first; at most 100 a page. */
  listCredits(accountId: string, page: PageRequest): Promise<Page<Credit>>
}

export interface BillingProfileStore {
  get(accountId: string): Promise<BillingProfile>
  /** With the events that come of it, all or nothing. `conflict` unless the stored version is one less. */
  put(profile: BillingProfile, auditEvents: readonly AuditEvent[]): Promise<void>
}

/** Invoices on their way to a payment service. Written with the invoice, so that none is forgotten and none is new twice. */
export interface PaymentOutbox {
  /** Those that were not sent yet, in any order; `shard` is 0 to `ACCOUNT_SHARDS` - 1. */
  listOpen(shard: number, page: PageRequest): Promise<Page<PaymentExport>>
  /** Takes it off the list. Repeating it changes nothing. */
  markSent(payment: PaymentExport, at: number): Promise<void>
  markFailed(payment: PaymentExport): Promise<void>
}

/** A service that collects money for us. */
export interface PaymentService {
  /** Must take a repeat of the same `invoiceId` as one. Throws what it refuses, with no secret in the message. */
  send(payment: PaymentExport, customer: string): Promise<void>
}
