import type { Cluster } from './cluster.ts'

/** What must be said of a cluster; the rest has a beginning. */
export type NewCluster = Pick<
  Cluster,
  | 'id'
  | 'name'
  | 'access'
  | 'bootstrapServers'
  | 'caPem'
  | 'brokers'
  | 'replicationFactor'
  | 'capacity'
  | 'createdAt'
> &
  Partial<Cluster>

/** A cluster that nobody prepared yet, as its first write has it. */
export function newCluster(given: NewCluster): Cluster {
  return {
    state: 'preparing',
    reason: null,
    unreachableSince: null,
    dedicated: false,
    measured: null,
    admin: null,
    metricsPort: null,
    version: 1,
    generation: 1,
    ...given,
  }
}
