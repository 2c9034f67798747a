import { isServiceError } from '../kernel/service-error.ts'
import { addUse, type ClusterLoad, NO_USE, takeUse } from '../placement/cluster-use.ts'
import type { Batch } from '../placement/place-tenants.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { PLACED_AT_ONCE_MAX, type TenantStore } from '../tenant/tenant-ports.ts'

/** By tenant id. Those that are in neither were changed by somebody else: a later pass sees them. */
interface Filled {
  readonly done: readonly string[]
  /** Somebody filled the cluster, or changed it, first. */
  readonly overtaken: readonly string[]
}

/** Writes what was decided for one cluster, a bounded number of tenants at a time; each write counts them in its load. */
export async function placeBatch(
  store: Pick<TenantStore, 'place'>,
  { cluster, load, tenants }: Batch,
  now: number,
): Promise<Filled> {
  const done: string[] = []
  let before = without(load, tenants)
  for (let from = 0; from < tenants.length; from += PLACED_AT_ONCE_MAX) {
    let part = tenants.slice(from, from + PLACED_AT_ONCE_MAX)
    try {
      for (let refused: readonly string[] = ['']; refused.length > 0 && part.length > 0; ) {
        const after = { ...withMore(before, part), version: before.version + 1 }
        const written = part.map((tenant) => settled(tenant, now))
        refused = await store.place({ tenants: written, load: after, cluster })
        if (refused.length === 0) before = after
        else part = part.filter(({ id }) => !refused.includes(id))
      }
    } catch (error) {
      if (!isServiceError(error, 'conflict')) throw error
      return { done, overtaken: tenants.slice(from).map(({ id }) => id) }
    }
    done.push(...part.map(({ id }) => id))
  }
  return { done, overtaken: [] }
}

function settled(tenant: Tenant, now: number): Tenant {
  return { ...tenant, reason: null, dueAt: now, version: tenant.version + 1 }
}

function withMore(load: ClusterLoad, tenants: readonly Tenant[]): ClusterLoad {
  const use = tenants.reduce((sum, { counted }) => addUse(sum, counted ?? NO_USE), load.use)
  return { ...load, tenants: load.tenants + tenants.length, use }
}

function without(load: ClusterLoad, tenants: readonly Tenant[]): ClusterLoad {
  const use = tenants.reduce((rest, { counted }) => takeUse(rest, counted ?? NO_USE), load.use)
  return { ...load, tenants: load.tenants - tenants.length, use }
}
