import { accessBindings } from '../credential/access-bindings.ts'
import type { Credential } from '../credential/credential.ts'
import { isLive } from '../credential/credential.ts'
import { planOf } from '../plan/plan.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { REPLICAS_A_PARTITION } from '../topic/add-topic.ts'
import type { ClusterUse } from './cluster-use.ts'
import { OVERCOMMIT } from './reserves.ts'

/**
 * What the tenant takes of a cluster that keeps so many copies. Users and permissions are those that are there or
 * declared. Partitions are too, but never fewer than its share of an overcommitted plan, so that a cluster is not filled
 * with tenants who have yet to make their topics.
 */
export function useOf(tenant: Tenant, replicationFactor: number): ClusterUse {
  const users = Object.values(tenant.credentials).filter(hasUser)
  const expected = expectedOf(tenant)
  const partitions = Object.values(tenant.topics)
    .filter(({ state }) => state !== 'failed')
    .reduce((sum, { spec }) => sum + spec.partitions, 0)
  return {
    users: users.length,
    partitionReplicas: Math.max(partitions, expected.partitions) * replicationFactor,
    bytesPerSecond: expected.bytesPerSecond,
    accessBindings: users.reduce((sum, each) => sum + bindingsOf(tenant.id, each), 0),
  }
}

/** A revoked one counts until the cluster was told to forget it. */
function hasUser(credential: Credential): boolean {
  if (credential.state === 'revoked') return credential.cleanedAt === null
  return isLive(credential)
}

/** Holds come and go; room is kept for what the credential may do without them. */
function bindingsOf(tenantId: string, credential: Credential): number {
  return accessBindings(tenantId, credential, 'full').length
}

/** Nobody shares a cluster with a dedicated tenant, so nothing has to be kept for it. */
function expectedOf(tenant: Tenant): { partitions: number; bytesPerSecond: number } {
  const { tenancy, limits } = planOf(tenant.plan)
  if (tenancy === 'dedicated') return { partitions: 0, bytesPerSecond: 0 }
  const rate = limits.produceBytesPerSecond + limits.consumeBytesPerSecond
  return {
    partitions: Math.floor(limits.partitionReplicas / REPLICAS_A_PARTITION / OVERCOMMIT),
    bytesPerSecond: Math.ceil(rate / OVERCOMMIT),
  }
}
