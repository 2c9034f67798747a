import type { Clock } from '../../core/kernel/clock.ts'
import type { TenantStore } from '../../core/tenant/tenant-ports.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import { batchGet } from './batch-get.ts'
import { declarationWrites } from './declare-tenant.ts'
import { listDue, nextDueAt } from './due-index.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, isLive } from './items.ts'
import { accountPartition, NAME_PREFIX, tenantKey } from './keys.ts'
import { queryPage } from './query-page.ts'
import { readLoads } from './cluster-load.ts'
import { placeTenants } from './place-tenants.ts'
import { settleTenant } from './settle-tenant.ts'
import { tenantOf } from './tenant-item.ts'
import { transactDurably } from './transact.ts'

export function dynamoTenantStore(table: DynamoTable, clock: Clock): TenantStore {
  return {
    async get(id) {
      const item = await getItem(table, tenantKey(id))
      return item !== undefined && isLive(item, clock.now()) ? tenantOf(item) : undefined
    },

    getMany: (ids) => readMany(table, clock, ids),

    async listByAccount(accountId, request) {
      const partition = accountPartition(accountId)
      const listing = { partition, prefix: NAME_PREFIX, order: 'ascending' } as const
      const page = await queryPage(table, listing, request)
      const ids = page.items.map((claim) => String(claim.tenantId))
      const found = new Map((await readMany(table, clock, ids)).map((each) => [each.id, each]))
      return { ...page, items: ids.flatMap((id) => found.get(id) ?? []) }
    },

    declare: (declaration) =>
      transactDurably(table, declarationWrites(declaration), tenantKey(declaration.tenant.id)),

    settle: (settlement) => settleTenant(table, settlement),

    place: (placing) => placeTenants(table, placing),

    loads: (clusterIds) => readLoads(table, clusterIds),

    listDue: (clusterId, now, limit) => listDue(table, clusterId, now, limit),

    nextDueAt: (clusterId) => nextDueAt(table, clusterId),
  }
}

async function readMany(
  table: DynamoTable,
  clock: Clock,
  ids: readonly string[],
): Promise<readonly Tenant[]> {
  const items = await batchGet(table, [...new Set(ids)].map(tenantKey))
  const now = clock.now()
  return items.filter((item) => isLive(item, now)).map(tenantOf)
}
