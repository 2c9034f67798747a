import { DAY_MS } from '../../core/kernel/clock.ts'
import { pageOf } from '../../core/kernel/page.ts'
import type { ClusterLoad } from '../../core/placement/cluster-use.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import type { TenantStore } from '../../core/tenant/tenant-ports.ts'
import { declareInMemory } from './memory-declare.ts'
import { copy, copyOf, type MemoryDatabase } from './memory-database.ts'
import { dueOn } from './memory-due.ts'
import { placeInMemory } from './memory-load.ts'
import { settleInMemory } from './memory-settle.ts'

/** A purged tenant is still shown as `deleted` for a day, then it is as if it had never been. */
const DELETED_SHOWN_MS = DAY_MS

export function memoryTenantStore(database: MemoryDatabase): TenantStore {
  return {
    get: async (id) => copyOf(readTenant(database, id)),

    getMany: async (ids) =>
      [...new Set(ids)].flatMap((id) => copyOf(readTenant(database, id)) ?? []),

    async listByAccount(accountId, request) {
      const ids = [...(database.names.get(accountId)?.values() ?? [])]
      const tenants = ids.flatMap((id) => readTenant(database, id) ?? [])
      return copy(pageOf(tenants.toSorted(byName), request, (tenant) => tenant.name))
    },

    declare: async (declaration) => declareInMemory(database, copy(declaration)),

    settle: async (settlement) => settleInMemory(database, copy(settlement)),

    place: async ({ tenants, load, cluster }) =>
      placeInMemory(database, { tenants: copy(tenants), load: copy(load), cluster }),

    loads: async (clusterIds) => clusterIds.flatMap((id) => copyLoad(database.loads.get(id))),

    listDue: async (clusterId, now, limit) =>
      dueOn(database, clusterId)
        .filter((due) => due.at <= now)
        .slice(0, limit)
        .map((due) => due.id),

    nextDueAt: async (clusterId) => dueOn(database, clusterId)[0]?.at ?? null,
  }
}

function readTenant({ tenants, clock }: MemoryDatabase, id: string): Tenant | undefined {
  const tenant = tenants.get(id)
  if (tenant === undefined || tenant.deletedAt === null) return tenant
  return clock.now() < tenant.deletedAt + DELETED_SHOWN_MS ? tenant : undefined
}

function byName(a: Tenant, b: Tenant): number {
  return a.name < b.name ? -1 : 1
}

/** By hand: there may be thousands of them, and they are read with every pass. */
function copyLoad(load: ClusterLoad | undefined): readonly ClusterLoad[] {
  return load === undefined ? [] : [{ ...load, use: { ...load.use } }]
}
