import * as z from 'zod'
import type { Page, PageRequest } from '../../core/kernel/page.ts'
import { PLAN_IDS } from '../../core/plan/plan.ts'
import type { PlanChange } from '../../core/plan/plan-change.ts'
import type { PlanLedger } from '../../core/plan/plan-ports.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { readItem } from './items.ts'
import { accountPartition, billedShard, PLAN_CHANGE_PREFIX } from './keys.ts'
import { queryPage } from './query-page.ts'

const planChangeSchema: z.ZodType<PlanChange> = z.strictObject({
  accountId: z.string(),
  tenantId: z.string(),
  order: z.int(),
  at: z.int(),
  plan: z.enum(PLAN_IDS).nullable(),
  tenantName: z.string(),
  clusterId: z.string().nullable(),
})

export function dynamoPlanLedger(table: DynamoTable): PlanLedger {
  return {
    list: (accountId, page) => changes(table, accountId, PLAN_CHANGE_PREFIX, page),

    listByTenant: (accountId, tenantId, page) =>
      changes(table, accountId, `${PLAN_CHANGE_PREFIX}${tenantId}#`, page),

    async listAccounts(shard, request) {
      const listing = { partition: billedShard(shard), prefix: 'acc_', order: 'ascending' } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map(({ sk }) => String(sk)) }
    },
  }
}

async function changes(
  table: DynamoTable,
  accountId: string,
  prefix: string,
  request: PageRequest,
): Promise<Page<PlanChange>> {
  const partition = accountPartition(accountId)
  const page = await queryPage(table, { partition, prefix, order: 'ascending' }, request)
  return { ...page, items: page.items.map((item) => readItem(planChangeSchema, item)) }
}
