import type { Page, PageRequest } from '../../core/kernel/page.ts'
import { type PlanChange, planChangeSchema } from '../../core/plan/plan-change.ts'
import type { PlanLedger } from '../../core/plan/plan-ports.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { readItem } from './items.ts'
import { accountPartition, billedShard, PLAN_CHANGE_PREFIX } from './keys.ts'
import { queryPage } from './query-page.ts'

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
