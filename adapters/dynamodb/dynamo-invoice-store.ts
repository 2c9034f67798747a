import * as z from 'zod'
import { documentOf } from '../../core/invoice/invoice-document.ts'
import type { Closing, InvoiceStore } from '../../core/invoice/invoice-ports.ts'
import type { PaymentExport } from '../../core/invoice/payment-export.ts'
import { ACCOUNT_SHARDS } from '../../core/plan/plan-ports.ts'
import { billingStateSchema, creditSchema } from './billing-records.ts'
import { IS_NEW, versionBefore } from './conditions.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { invoiceItem, invoiceOf } from './invoice-item.ts'
import { getItem, itemOf, readItem } from './items.ts'
import {
  accountPartition,
  billingStateKey,
  CREDIT_PREFIX,
  creditKey,
  INVOICE_PREFIX,
  invoiceIdKey,
  invoiceKey,
  openPaymentKey,
} from './keys.ts'
import { queryPage } from './query-page.ts'
import { changedMeanwhile } from './store-errors.ts'
import { type TransactWrite, transactDurably } from './transact.ts'

const pointerSchema = z.strictObject({ period: z.string() })

export function dynamoInvoiceStore(table: DynamoTable): InvoiceStore {
  const getByPeriod: InvoiceStore['getByPeriod'] = async (accountId, period) => {
    const item = await getItem(table, invoiceKey(accountId, period))
    return item === undefined ? undefined : invoiceOf(item)
  }
  return {
    getByPeriod,

    async state(accountId) {
      const item = await getItem(table, billingStateKey(accountId))
      return item === undefined ? emptyState(accountId) : readItem(billingStateSchema, item)
    },

    close: (closing) =>
      transactDurably(table, closingWrites(closing), billingStateKey(closing.state.accountId)),

    async get(accountId, invoiceId) {
      const item = await getItem(table, invoiceIdKey(accountId, invoiceId))
      if (item === undefined) return undefined
      return await getByPeriod(accountId, readItem(pointerSchema, item).period)
    },

    async list(accountId, request) {
      const partition = accountPartition(accountId)
      const listing = { partition, prefix: INVOICE_PREFIX, order: 'descending' } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map(invoiceOf) }
    },

    addCredit: (credit, event) => {
      const Item = itemOf(creditKey(credit), documentOf(credit))
      const put = { put: { Item, ...IS_NEW }, refusal: changedMeanwhile }
      return transactDurably(table, [put, ...auditWrites(event)], creditKey(credit))
    },

    async listCredits(accountId, request) {
      const partition = accountPartition(accountId)
      const listing = { partition, prefix: CREDIT_PREFIX, order: 'ascending' } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map((item) => readItem(creditSchema, item)) }
    },
  }
}

/** The account's state guards the rest: who has its version closes the month and gets the number. */
function closingWrites({ state, invoice, payment }: Closing): readonly TransactWrite[] {
  const key = billingStateKey(state.accountId)
  const Item = itemOf(key, documentOf(state), { version: state.version })
  return [
    { put: { Item, ...versionBefore(state.version) }, refusal: changedMeanwhile },
    ...(invoice === undefined
      ? []
      : [
          { put: { Item: invoiceItem(invoice), ...IS_NEW }, refusal: changedMeanwhile },
          { put: { Item: pointerItem(invoice) } },
        ]),
    ...(payment === undefined ? [] : [{ put: { Item: openPaymentItem(payment) } }]),
  ]
}

function pointerItem(invoice: NonNullable<Closing['invoice']>) {
  const { accountId, id, period } = invoice
  return itemOf(invoiceIdKey(accountId, id), { period })
}

export function openPaymentItem(payment: PaymentExport) {
  const key = openPaymentKey(payment.accountId, payment.invoiceId, ACCOUNT_SHARDS)
  return itemOf(key, documentOf(payment))
}

function emptyState(accountId: string) {
  return { accountId, version: 0, lastNumber: 0, closedThrough: null, carriedMicros: 0n }
}
