import type { PaymentOutbox } from '../../core/invoice/invoice-ports.ts'
import { ACCOUNT_SHARDS } from '../../core/plan/plan-ports.ts'
import { paymentSchema } from './billing-records.ts'
import { openPaymentItem } from './dynamo-invoice-store.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { itemOf, putItem, readItem } from './items.ts'
import { openPaymentKey, paymentsShard, sentPaymentKey } from './keys.ts'
import { queryPage } from './query-page.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import { transactDurably } from './transact.ts'

export function dynamoPaymentOutbox(table: DynamoTable): PaymentOutbox {
  return {
    async listOpen(shard, request) {
      const partition = paymentsShard(shard)
      const listing = { partition, prefix: 'inv_', order: 'ascending' } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map((item) => readItem(paymentSchema, item)) }
    },

    async markSent(payment, at) {
      const { accountId, invoiceId } = payment
      const sent = sentPaymentKey(accountId, invoiceId)
      await transactDurably(
        table,
        [
          { remove: { Key: { ...openPaymentKey(accountId, invoiceId, ACCOUNT_SHARDS) } } },
          { put: { Item: itemOf(sent, { at, attempts: payment.attempts }) } },
        ],
        sent,
      )
    },

    /** One that another run has sent meanwhile is not opened again. */
    async markFailed(payment) {
      const Item = openPaymentItem({ ...payment })
      try {
        await putItem(table, { Item, ConditionExpression: 'attribute_exists(pk)' })
      } catch (error) {
        if (!isServiceError(error, 'conflict')) throw error
      }
    },
  }
}
