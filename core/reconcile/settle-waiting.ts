import { type Clock, SECOND_MS } from '../kernel/clock.ts'
import { isServiceError } from '../kernel/service-error.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { ClusterStore } from '../cluster/cluster-ports.ts'
import { chooseCluster } from '../placement/choose-cluster.ts'
import { purgeAtOf, type Tenant } from '../tenant/tenant.ts'
import type { Settlement, TenantStore } from '../tenant/tenant-ports.ts'
import { conclude } from './conclude.ts'
import { idsToSettle } from './ids-to-settle.ts'

export interface PlaceDeps {
  readonly tenants: TenantStore
  readonly clusters: ClusterStore
  readonly clock: Clock
  /** Hears after a pass which tenants no cluster had room for; not called when there was room for all. */
  readonly heardNoRoom?: (tenantIds: readonly string[]) => void
}

export const WAITING_FOR_CAPACITY = 'waiting_for_capacity'
/** What one read of the store gives at most. */
const TENANTS_A_PASS_MAX = 100
const ASK_AGAIN_MS = 5 * SECOND_MS

/**
 * One pass over the tenants that have no cluster: each gets one, or keeps waiting with a reason, or is gone if it was
 * deleted meanwhile. Declaring never places; this is the only place where it happens. Answers with the tenants placed,
 * by cluster, as hints for settling those cells. With hints it looks at those tenants alone.
 */
export async function settleWaiting(
  deps: PlaceDeps,
  hinted: readonly string[] = [],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const now = deps.clock.now()
  const ids = await idsToSettle(deps.tenants, null, hinted, now, TENANTS_A_PASS_MAX)
  if (ids.length === 0) return new Map()
  const [found, clusters] = await Promise.all([deps.tenants.getMany(ids), deps.clusters.list()])
  const waiting = found.filter((tenant) => tenant.clusterId === null && tenant.deletedAt === null)
  const placed = new Map<string, string[]>()
  const left: string[] = []
  for (const tenant of waiting) {
    const cluster = chooseCluster(clusters, placed)
    const saved = await trySettle(deps.tenants, settlementOf(tenant, cluster, now))
    if (saved?.deletedAt === null && saved.clusterId === null) left.push(tenant.id)
    if (saved && saved.clusterId !== null)
      placed.set(saved.clusterId, [...(placed.get(saved.clusterId) ?? []), tenant.id])
  }
  if (left.length > 0) deps.heardNoRoom?.(left)
  return placed
}

function settlementOf(tenant: Tenant, cluster: Cluster | undefined, now: number): Settlement {
  const purgeAt = purgeAtOf(tenant)
  if (purgeAt !== null && purgeAt <= now) return gone(tenant, now)
  const next: Tenant =
    cluster === undefined
      ? {
          ...tenant,
          reason: WAITING_FOR_CAPACITY,
          dueAt: now + ASK_AGAIN_MS,
          version: tenant.version + 1,
        }
      : { ...tenant, clusterId: cluster.id, reason: null, dueAt: now, version: tenant.version + 1 }
  return { tenant: next, finished: [], auditEvents: [] }
}

/** No cluster ever heard of it, so there is nothing to clean up. */
function gone(tenant: Tenant, now: number): Settlement {
  const empty = { ...tenant, topics: {}, credentials: {} }
  return { ...conclude(empty, [], { brokers: 1, replicationFactor: 1 }, now), auditEvents: [] }
}

/** By conditional update: undefined when somebody else changed the tenant first, which a later pass will see. */
async function trySettle(
  tenants: TenantStore,
  settlement: Settlement,
): Promise<Tenant | undefined> {
  try {
    await tenants.settle(settlement)
    return settlement.tenant
  } catch (error) {
    if (isServiceError(error, 'conflict')) return undefined
    throw error
  }
}
