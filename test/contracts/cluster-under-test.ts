import type { AccessBinding, ClusterAdmin, NewTopic } from '../../core/cluster/cluster-ports.ts'
import type { QuotaShare } from '../../core/credential/credential.ts'

/** What is on the cluster, in any order. */
export interface SeenCluster {
  readonly topics: readonly { readonly kafkaName: string }[]
  readonly users: readonly string[]
  readonly access: readonly (Omit<AccessBinding, 'resource' | 'pattern' | 'operation'> & {
    readonly resource: string
    readonly pattern: string
    readonly operation: string
  })[]
  readonly quotas: readonly { readonly username: string; readonly quota: QuotaShare }[]
}

export interface ClusterUnderTest {
  readonly admin: ClusterAdmin
  inspect(): Promise<SeenCluster>
  /** The cluster dies, and later comes back with what it had. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
}

/** Gives the cluster to a test; it exists only once the tests run. */
export type Cluster = () => ClusterUnderTest

let tenants = 0

/** The id of a tenant that no other test has. */
export function newTenant(): string {
  tenants += 1
  return `tenant${String(tenants).padStart(6, '0')}`
}

export function topic(kafkaName: string, changes: Partial<NewTopic> = {}): NewTopic {
  return {
    kafkaName,
    partitions: 1,
    replicationFactor: 1,
    retentionMs: 3_600_000,
    cleanupPolicy: 'delete',
    ...changes,
  }
}
