import { ServiceError } from '../kernel/service-error.ts'
import type { Cluster } from './cluster.ts'
import type { ChangeClusterInput } from './cluster-input.ts'
import {
  type ClusterDeps,
  type ClusterIntent,
  type ClusterRequest,
  declareCluster,
  nextOf,
} from './declare-cluster.ts'
import { definedOf } from './defined-of.ts'
import { keepAdmin, secretNamesOf } from './keep-admin.ts'

/**
 * Declares another capacity, cost, name, access, way in, or whether it takes tenants. What changes the way in, or lets it
 * take tenants again, has it prepared anew: its canary must be refused before anybody is placed on it.
 */
export async function changeCluster(
  deps: ClusterDeps,
  request: ClusterRequest,
  id: string,
  input: ChangeClusterInput,
): Promise<unknown> {
  return await declareCluster(deps, request, { id, action: 'cluster.change' }, async (known) => {
    const next = nextOf(known)
    if (next.admin === null) refuseForOwn(input)
    const plain = withPlainChanges(next, input)
    const admin = await adminOf(deps, plain, input)
    const cluster = { ...plain, admin, ...stateOf(plain, input) }
    return intentOf(deps, next, cluster)
  })
}

function intentOf(deps: ClusterDeps, before: Cluster, cluster: Cluster): ClusterIntent {
  const isAnother = before.admin !== cluster.admin
  return {
    cluster,
    write: async (marks) => {
      try {
        if (before.dedicated === cluster.dedicated) await deps.clusters.save(cluster, marks)
        else await saveDedication(deps, cluster, marks)
      } catch (error) {
        if (isAnother) await deps.secrets.remove(secretNamesOf(cluster.admin))
        throw error
      }
      if (isAnother) await deps.secrets.remove(secretNamesOf(before.admin))
    },
  }
}

/** Who has a cluster alone must not find somebody on it, nor lose it to others while there. */
async function saveDedication(
  { clusters, tenants }: ClusterDeps,
  cluster: Cluster,
  marks: Parameters<ClusterIntent['write']>[0],
): Promise<void> {
  const [load] = await tenants.loads([cluster.id])
  if (load !== undefined && load.tenants > 0) {
    const detail = `The cluster holds ${load.tenants} tenants; only an empty one changes whom it is for.`
    throw new ServiceError('conflict', detail, { problems: [{ pointer: '/dedicated', detail }] })
  }
  await clusters.saveEmpty(cluster, marks)
}

function withPlainChanges(cluster: Cluster, input: ChangeClusterInput): Cluster {
  const { monthlyCostMicros: former, ...rest } = cluster
  const cost = input.monthlyCostMicros === undefined ? former : input.monthlyCostMicros
  return {
    ...rest,
    name: input.name ?? cluster.name,
    access: input.access ?? cluster.access,
    bootstrapServers: input.bootstrapServers ?? cluster.bootstrapServers,
    caPem: input.caPem === undefined ? cluster.caPem : input.caPem,
    metricsPort: input.metricsPort === undefined ? cluster.metricsPort : input.metricsPort,
    dedicated: input.dedicated ?? cluster.dedicated,
    capacity: { ...cluster.capacity, ...definedOf(input.capacity ?? {}) },
    ...(cost === undefined || cost === null ? {} : { monthlyCostMicros: cost }),
  }
}

async function adminOf(deps: ClusterDeps, cluster: Cluster, { admin }: ChangeClusterInput) {
  if (admin === undefined) return cluster.admin
  return await keepAdmin(deps, cluster.id, admin, cluster.bootstrapServers)
}

function stateOf(cluster: Cluster, input: ChangeClusterInput): Pick<Cluster, 'state' | 'reason'> {
  const wanted = input.state
  if (wanted === 'cordoned' || wanted === 'draining') return { state: wanted, reason: null }
  const isClosed = cluster.state === 'cordoned' || cluster.state === 'draining'
  const isReopened = wanted === 'ready' && isClosed
  const hasOtherWay =
    input.admin !== undefined ||
    input.access !== undefined ||
    input.caPem !== undefined ||
    input.bootstrapServers !== undefined
  const { state, reason } = cluster
  if (!isReopened && (isClosed || !hasOtherWay)) return { state, reason }
  return { state: 'preparing', reason: 'It is being looked at again.' }
}

/** The installation knows itself how its own clusters are reached, and would write it back. */
function refuseForOwn(input: ChangeClusterInput): void {
  const fields = ['admin', 'bootstrapServers', 'caPem', 'access', 'metricsPort'] as const
  const problems = fields
    .filter((field) => input[field] !== undefined)
    .map((field) => ({
      pointer: `/${field}`,
      detail: `The installation runs this cluster itself and says what its ${field} is.`,
    }))
  const [first] = problems
  if (first !== undefined) throw new ServiceError('conflict', first.detail, { problems })
}
