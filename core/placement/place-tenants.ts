import type { Cluster } from '../cluster/cluster.ts'
import { planOf } from '../plan/plan.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { addUse, type ClusterLoad, type ClusterUse, emptyLoad } from './cluster-use.ts'
import { type LeastFirst, leastFirst } from './least-first.ts'
import { isBusy, placeableOf } from './reserves.ts'
import { useOf } from './tenant-use.ts'

/** Tenants for one cluster, and its load once they are there. */
export interface Batch {
  readonly cluster: Cluster
  readonly load: ClusterLoad
  readonly tenants: readonly Tenant[]
}

export interface PlacementDecision {
  readonly batches: readonly Batch[]
  /** No cluster has room for these now. */
  readonly left: readonly Tenant[]
}

interface Candidate {
  readonly cluster: Cluster
  readonly limit: ClusterUse
  load: ClusterLoad
  readonly tenants: Tenant[]
}

/**
 * Where waiting tenants go: each, in the order given, to the cluster that is least used, as far as it has room in users,
 * partition replicas, rates and permissions. A dedicated tenant gets an empty cluster that is kept for such ones, alone.
 * Pure, and linear but for a logarithm of how many clusters there are.
 */
export function placeTenants(
  waiting: readonly Tenant[],
  clusters: readonly Cluster[],
  loads: readonly ClusterLoad[],
): PlacementDecision {
  const candidates = candidatesOf(clusters, loads)
  const shared = leastFirst<Candidate>()
  for (const each of candidates.filter(({ cluster }) => !cluster.dedicated))
    shared.put(each, usedPartOf(each))
  const dedicated = candidates.filter(({ cluster, load }) => cluster.dedicated && !load.tenants)
  const left: Tenant[] = []
  for (const tenant of waiting) {
    const isPlaced =
      planOf(tenant.plan).tenancy === 'dedicated'
        ? placeAlone(tenant, dedicated)
        : placeAmongOthers(tenant, shared)
    if (!isPlaced) left.push(tenant)
  }
  const batches = candidates.filter(({ tenants }) => tenants.length > 0)
  return {
    batches: batches.map(({ cluster, load, tenants }) => ({ cluster, load, tenants })),
    left,
  }
}

/** Ready, answering, and with time to spare; whether it has room is another question. */
export function takesTenants({ state, unreachableSince, measured, capacity }: Cluster): boolean {
  const answers = state === 'ready' && unreachableSince === null
  return answers && !isBusy(measured?.bytesPerSecond ?? 0, capacity)
}

function candidatesOf(
  clusters: readonly Cluster[],
  loads: readonly ClusterLoad[],
): readonly Candidate[] {
  const known = new Map(loads.map((load) => [load.clusterId, load]))
  return clusters.filter(takesTenants).map((cluster) => ({
    cluster,
    limit: placeableOf(cluster.capacity),
    load: known.get(cluster.id) ?? emptyLoad(cluster.id),
    tenants: [],
  }))
}

/** The least used that has room; those before it, which have none, stay for smaller tenants. */
function placeAmongOthers(tenant: Tenant, shared: LeastFirst<Candidate>): boolean {
  const passedOver: Candidate[] = []
  let isPlaced = false
  for (let next = shared.take(); next !== undefined; next = shared.take()) {
    passedOver.push(next)
    isPlaced = tryPlace(next, tenant)
    if (isPlaced) break
  }
  for (const each of passedOver) shared.put(each, usedPartOf(each))
  return isPlaced
}

function placeAlone(tenant: Tenant, free: Candidate[]): boolean {
  const at = free.findIndex((candidate) => tryPlace(candidate, tenant))
  if (at < 0) return false
  free.splice(at, 1)
  return true
}

function tryPlace(candidate: Candidate, tenant: Tenant): boolean {
  const { cluster, load, limit, tenants } = candidate
  const need = useOf(tenant, cluster.replicationFactor)
  const use = addUse(load.use, need)
  if (!isWithin(use, limit)) return false
  candidate.load = { ...load, tenants: load.tenants + 1, use }
  tenants.push({ ...tenant, clusterId: cluster.id, counted: need })
  return true
}

function isWithin(use: ClusterUse, limit: ClusterUse): boolean {
  return (
    use.users <= limit.users &&
    use.partitionReplicas <= limit.partitionReplicas &&
    use.bytesPerSecond <= limit.bytesPerSecond &&
    use.accessBindings <= limit.accessBindings
  )
}

/** How full it is: its scarcest part decides. What is really there counts where it is more than was declared. */
function usedPartOf({ cluster, load: { use }, limit }: Candidate): number {
  const { measured } = cluster
  return Math.max(
    use.users / limit.users,
    Math.max(use.partitionReplicas, measured?.partitionReplicas ?? 0) / limit.partitionReplicas,
    use.bytesPerSecond / limit.bytesPerSecond,
    (measured?.bytesPerSecond ?? 0) / limit.bytesPerSecond,
    use.accessBindings / limit.accessBindings,
  )
}
