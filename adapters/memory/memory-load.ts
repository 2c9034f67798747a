import {
  addUse,
  emptyLoad,
  growingParts,
  type LoadChange,
} from '../../core/placement/cluster-use.ts'
import { fullCluster } from '../../core/placement/full-cluster.ts'
import type { Placing } from '../../core/tenant/tenant-ports.ts'
import { changedMeanwhile, type MemoryDatabase, requireVersionBefore } from './memory-database.ts'
import { keepTenant } from './memory-due.ts'

/** Looked at before anything is written. */
export function requireRoomFor({ loads }: MemoryDatabase, change: LoadChange | undefined): void {
  const within = change?.within
  if (change === undefined || within === undefined) return
  const { use } = loads.get(change.clusterId) ?? emptyLoad(change.clusterId)
  const isOver = growingParts(change).some((part) => use[part] + change.use[part] > within[part])
  if (isOver) throw fullCluster()
}

export function changeLoad({ loads }: MemoryDatabase, change: LoadChange | undefined): void {
  if (change === undefined) return
  const { clusterId, tenants, use } = change
  const before = loads.get(clusterId) ?? emptyLoad(clusterId)
  loads.set(clusterId, {
    clusterId,
    version: before.version + 1,
    tenants: before.tenants + tenants,
    use: addUse(before.use, use),
  })
}

/** Looks at everything first, and writes only when all of it holds. */
export function placeInMemory(
  database: MemoryDatabase,
  { tenants, load, cluster }: Placing,
): readonly string[] {
  requireVersionBefore(database.loads.get(load.clusterId), load.version)
  if (database.clusters.get(cluster.id)?.version !== cluster.version) throw changedMeanwhile()
  const changed = tenants.filter(
    ({ id, version }) => database.tenants.get(id)?.version !== version - 1,
  )
  if (changed.length > 0) return changed.map(({ id }) => id)
  database.loads.set(load.clusterId, load)
  for (const tenant of tenants) keepTenant(database, tenant)
  return []
}

export function requireEmpty({ loads }: MemoryDatabase, clusterId: string): void {
  if ((loads.get(clusterId)?.tenants ?? 0) > 0) throw changedMeanwhile()
}
