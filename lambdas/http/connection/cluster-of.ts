import type { Cluster } from '../../../core/cluster/cluster.ts'
import type { ClusterStore } from '../../../core/cluster/cluster-ports.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'

/** The cluster that the tenant lives on. */
export async function clusterOf(clusters: ClusterStore, tenant: Tenant): Promise<Cluster> {
  const cluster = tenant.clusterId === null ? undefined : await clusters.get(tenant.clusterId)
  if (cluster === undefined)
    throw new ServiceError('conflict', 'The tenant has no cluster yet; wait until it is active.')
  return cluster
}
