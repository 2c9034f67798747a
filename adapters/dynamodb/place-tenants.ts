import type { Placing } from '../../core/tenant/tenant-ports.ts'
import { loadWrite } from './cluster-load.ts'
import { seenClusterCheck } from './cluster-writes.ts'
import { tenantWrite } from './declare-tenant.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { changedMeanwhile } from './store-errors.ts'
import { tryTransact } from './transact.ts'

/** The load and the cluster stand before the tenants. */
const BEFORE_TENANTS = 2

/** May be lost with the store's process: the tenants then wait as before. */
export async function placeTenants(
  table: DynamoTable,
  { tenants, load, cluster }: Placing,
): Promise<readonly string[]> {
  const writes = [loadWrite(load), seenClusterCheck(cluster), ...tenants.map(tenantWrite)]
  const refused = await tryTransact(table, writes)
  if (refused.some((place) => place < BEFORE_TENANTS)) throw changedMeanwhile()
  return refused.flatMap((place) => tenants[place - BEFORE_TENANTS]?.id ?? [])
}
