import type { Cluster } from '../../core/cluster/cluster.ts'
import type { ClusterMarks, ClusterStore } from '../../core/cluster/cluster-ports.ts'
import {
  changedMeanwhile,
  copy,
  copyOf,
  type MemoryDatabase,
  requireVersionBefore,
} from './memory-database.ts'
import { keepEvent } from './memory-answer-store.ts'
import { requireEmpty } from './memory-load.ts'

export function memoryClusterStore(database: MemoryDatabase): ClusterStore {
  const { clusters } = database

  function save(cluster: Cluster, marks: ClusterMarks | undefined): void {
    requireVersionBefore(clusters.get(cluster.id), cluster.version)
    if (marks !== undefined) keepEvent(database, marks.auditEvent)
    clusters.set(cluster.id, copy(cluster))
  }

  return {
    get: async (id) => copyOf(clusters.get(id)),
    getMany: async (ids) => [...new Set(ids)].flatMap((id) => manyOf(clusters.get(id))),
    list: async () => [...clusters.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(copied),
    save: async (cluster, marks) => save(cluster, marks),
    async saveEmpty(cluster, marks) {
      requireEmpty(database, cluster.id)
      save(cluster, marks)
    },
    async remove(cluster, marks) {
      if (clusters.get(cluster.id)?.version !== cluster.version) throw changedMeanwhile()
      requireEmpty(database, cluster.id)
      keepEvent(database, marks.auditEvent)
      clusters.delete(cluster.id)
    },
  }
}

/** By hand: there may be thousands of them, and they are read with every pass. */
function copied(cluster: Cluster): Cluster {
  const { capacity, measured, admin } = cluster
  return {
    ...cluster,
    capacity: { ...capacity },
    measured: measured === null ? null : { ...measured },
    admin: admin === null ? null : { ...admin },
  }
}

function manyOf(cluster: Cluster | undefined): readonly Cluster[] {
  return cluster === undefined ? [] : [copied(cluster)]
}
