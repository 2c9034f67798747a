import { invalid, ServiceError } from '../kernel/service-error.ts'
import type { Cluster } from './cluster.ts'
import { DEFAULT_CAPACITY } from './cluster-capacity.ts'
import type { RegisterClusterInput } from './cluster-input.ts'
import { definedOf } from './defined-of.ts'
import { type ClusterDeps, type ClusterRequest, declareCluster } from './declare-cluster.ts'
import { keepAdmin, secretNamesOf } from './keep-admin.ts'
import { newCluster } from './new-cluster.ts'

/** Stays for good where nobody will: a registration tells no stack of AWS that there is a cluster. */
const NOBODY_LOOKED =
  'Nobody has looked at it yet: on one machine that takes seconds; in AWS a cluster needs a cell stack of its name, so deploy one or delete this registration.'

/**
 * Declares that there is a cluster of Kafka which tenants may be placed on once it is ready: settling sees to that. Its id
 * follows from its name; `conflict` when there is one already.
 */
export async function registerCluster(
  deps: ClusterDeps,
  request: ClusterRequest,
  input: RegisterClusterInput,
): Promise<unknown> {
  const id = `cl_${input.name}`
  const bootstrapServers = serversOf(input)
  return await declareCluster(deps, request, { id, action: 'cluster.register' }, async (known) => {
    if (known !== undefined) throw taken(id)
    const admin = await keepAdmin(deps, id, input.admin, bootstrapServers)
    const cluster = clusterOf(id, input, bootstrapServers, admin, deps.clock.now())
    return {
      cluster,
      write: async (marks) => {
        try {
          await deps.clusters.save(cluster, marks)
        } catch (error) {
          await deps.secrets.remove(secretNamesOf(admin))
          throw error
        }
      },
    }
  })
}

/** A cluster of Amazon MSK says its addresses itself. */
function serversOf({ bootstrapServers, admin }: RegisterClusterInput): string {
  if (bootstrapServers !== undefined) return bootstrapServers
  if (admin.kind === 'iam') return ''
  throw invalid('/bootstrapServers', 'Say where tenants connect: host:port of the brokers.')
}

function clusterOf(
  id: string,
  input: RegisterClusterInput,
  bootstrapServers: string,
  admin: Cluster['admin'],
  now: number,
): Cluster {
  const { name, access, replicationFactor, dedicated, caPem, metricsPort } = input
  const cost = input.monthlyCostMicros ?? undefined
  return newCluster({
    id,
    name,
    access,
    bootstrapServers,
    caPem: caPem ?? null,
    brokers: 1,
    replicationFactor,
    capacity: { ...DEFAULT_CAPACITY, ...definedOf(input.capacity ?? {}) },
    dedicated,
    admin,
    metricsPort: metricsPort ?? null,
    reason: NOBODY_LOOKED,
    createdAt: now,
    ...(cost === undefined ? {} : { monthlyCostMicros: cost }),
  })
}

function taken(id: string): ServiceError {
  const detail = `There is a cluster ${id} already; choose another name, or change that one.`
  return new ServiceError('conflict', detail, { problems: [{ pointer: '/name', detail }] })
}
