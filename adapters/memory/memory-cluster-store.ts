import type { Cluster } from '../../core/cluster/cluster.ts'
import type { ClusterStore } from '../../core/cluster/cluster-ports.ts'
import { copy, copyOf } from './memory-database.ts'

export function memoryClusterStore(): ClusterStore {
  const clusters = new Map<string, Cluster>()
  return {
    get: async (id) => copyOf(clusters.get(id)),
    list: async () => copy([...clusters.values()]),
    async put(cluster) {
      clusters.set(cluster.id, copy(cluster))
    },
  }
}
