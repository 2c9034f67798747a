import type { Fields } from '../audit/change.ts'
import type { Cluster } from './cluster.ts'

// What the trail shows of a cluster: how it is administered in one word, and nothing else of it.

export const CLUSTER_FIELDS: Fields<Cluster> = {
  name: ({ name }) => name,
  state: ({ state }) => state,
  access: ({ access }) => access,
  bootstrapServers: ({ bootstrapServers }) => bootstrapServers,
  caPem: { show: ({ caPem }) => (caPem === null ? null : 'own'), differs: ({ caPem }) => caPem },
  admin: { show: ({ admin }) => admin?.kind ?? null, differs: ({ admin }) => admin },
  replicationFactor: ({ replicationFactor }) => replicationFactor,
  dedicated: ({ dedicated }) => dedicated,
  users: ({ capacity }) => capacity.users,
  partitionReplicas: ({ capacity }) => capacity.partitionReplicas,
  bytesPerSecond: ({ capacity }) => capacity.bytesPerSecond,
  accessBindings: ({ capacity }) => capacity.accessBindings,
  metricsPort: ({ metricsPort }) => metricsPort,
  monthlyCostMicros: ({ monthlyCostMicros }) => monthlyCostMicros ?? null,
}
