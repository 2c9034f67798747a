import type { Credit, Invoice } from '../../core/invoice/invoice.ts'
import type {
  BillingState,
  Closing,
  InvoiceStore,
  PaymentOutbox,
} from '../../core/invoice/invoice-ports.ts'
import type { PaymentExport } from '../../core/invoice/payment-export.ts'
import { type Page, type PageRequest, pageOf } from '../../core/kernel/page.ts'
import { keepEvent } from './memory-answer-store.ts'
import {
  copy,
  copyOf,
  type MemoryDatabase,
  pairKey,
  requireVersionBefore,
} from './memory-database.ts'

interface Billing {
  readonly states: Map<string, BillingState>
  readonly invoices: Map<string, Invoice>
  readonly credits: Map<string, Credit>
  readonly open: Map<string, PaymentExport>
}

/** Invoices and the outbox share what a closing writes. */
export function memoryBilling(database: MemoryDatabase): {
  invoices: InvoiceStore
  payments: PaymentOutbox
} {
  const billing: Billing = {
    states: new Map(),
    invoices: new Map(),
    credits: new Map(),
    open: new Map(),
  }
  return { invoices: invoiceStore(billing, database), payments: paymentOutbox(billing) }
}

function invoiceStore(billing: Billing, database: MemoryDatabase): InvoiceStore {
  const { states, invoices, credits } = billing
  const own = (accountId: string) =>
    [...invoices.values()].filter((each) => each.accountId === accountId)
  return {
    state: async (accountId) => copy(states.get(accountId) ?? emptyState(accountId)),

    close: async (closing) => close(billing, copy(closing)),

    get: async (accountId, id) => copyOf(own(accountId).find((each) => each.id === id)),

    getByPeriod: async (accountId, period) => copyOf(invoices.get(pairKey(accountId, period))),

    list: async (accountId, page) => copy(newestFirst(own(accountId), page)),

    async addCredit(credit, event) {
      keepEvent(database, event)
      credits.set(credit.id, copy(credit))
    },

    async listCredits(accountId, page) {
      const given = [...credits.values()].filter((each) => each.accountId === accountId)
      return copy(pageOf(given.sort(byOrder), page, orderOf))
    },
  }
}

function paymentOutbox({ open }: Billing): PaymentOutbox {
  return {
    listOpen: async (shard, page) => {
      const all = shard === 0 ? [...open.values()] : []
      const sorted = all.sort((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1))
      return copy(pageOf(sorted, page, ({ invoiceId }) => invoiceId))
    },
    async markSent({ invoiceId }) {
      open.delete(invoiceId)
    },
    async markFailed(payment) {
      if (open.has(payment.invoiceId)) open.set(payment.invoiceId, copy(payment))
    },
  }
}

/** Looks first and writes then, with nothing awaited in between. */
function close({ states, invoices, open }: Billing, { state, invoice, payment }: Closing): void {
  const stored = states.get(state.accountId)
  requireVersionBefore(stored, state.version)
  states.set(state.accountId, state)
  if (invoice !== undefined) invoices.set(pairKey(invoice.accountId, invoice.period), invoice)
  if (payment !== undefined) open.set(payment.invoiceId, payment)
}

function emptyState(accountId: string): BillingState {
  return { accountId, version: 0, lastNumber: 0, closedThrough: null, carriedMicros: 0n }
}

function newestFirst(invoices: readonly Invoice[], { limit, after }: PageRequest): Page<Invoice> {
  const sorted = invoices.toSorted((a, b) => (a.period < b.period ? 1 : -1))
  const rest = sorted.filter(({ period }) => after === undefined || period < after)
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  return last !== undefined && rest.length > limit ? { items, next: last.period } : { items }
}

function orderOf({ at, id }: Credit): string {
  return `${String(at).padStart(15, '0')}#${id}`
}

function byOrder(a: Credit, b: Credit): number {
  return orderOf(a) < orderOf(b) ? -1 : 1
}
