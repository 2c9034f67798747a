import * as z from 'zod'
import { documentOf, wholeText } from '../../core/invoice/invoice-document.ts'
import type { RevenuePart } from '../../core/invoice/revenue.ts'
import type { RevenueStore } from '../../core/invoice/revenue-ports.ts'
import { PLAN_IDS } from '../../core/plan/plan.ts'
import { ACCOUNT_SHARDS } from '../../core/plan/plan-ports.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { itemOf, putItem, readItem } from './items.ts'
import { REVENUE_PREFIX, revenueKey, revenuePartition } from './keys.ts'
import { queryPage } from './query-page.ts'

const partSchema: z.ZodType<RevenuePart> = z.strictObject({
  period: z.string(),
  shard: z.int(),
  at: z.int(),
  rows: z.array(
    z.strictObject({
      clusterId: z.string().nullable(),
      plan: z.enum(PLAN_IDS),
      tenants: z.int(),
      revenueMicros: wholeText,
      quantities: z.strictObject({
        bytes_in: wholeText,
        bytes_out: wholeText,
        storage_byte_hours: wholeText,
        partition_hours: wholeText,
      }),
    }),
  ),
})

/** Made again at any time from the ledger, so a part simply replaces the one before. */
export function dynamoRevenueStore(table: DynamoTable): RevenueStore {
  return {
    put: (part) =>
      putItem(table, { Item: itemOf(revenueKey(part.period, part.shard), documentOf(part)) }),

    async parts(period) {
      const partition = revenuePartition(period)
      const listing = { partition, prefix: REVENUE_PREFIX, order: 'ascending' } as const
      const { items } = await queryPage(table, listing, { limit: ACCOUNT_SHARDS })
      return items.map((item) => readItem(partSchema, item))
    },
  }
}
