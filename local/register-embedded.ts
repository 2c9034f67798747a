import type { ClusterStore } from '../core/cluster/cluster-ports.ts'
import { ACCESS_BINDINGS_MAX } from '../core/cluster/cluster-capacity.ts'
import { newCluster } from '../core/cluster/new-cluster.ts'
import type { ClusterUse } from '../core/placement/cluster-use.ts'
import type { EmbeddedCluster } from './parts.ts'

/** A broker of 256 MiB was seen to carry some thousands of topics; rates of the loopback are nobody's bottleneck. */
const CAPACITY: ClusterUse = {
  users: 5_000,
  partitionReplicas: 50_000,
  bytesPerSecond: 1_000_000_000,
  accessBindings: ACCESS_BINDINGS_MAX,
}

/**
 * Written at every start, since its ports may be others. What an operator said of it stays: its state, its capacity. It is
 * ready from the start, as its brokers deny by default by the settings that this program gives them.
 */
export async function registerEmbedded(
  clusters: ClusterStore,
  { id, name, brokers, bootstrapServers, caPem }: EmbeddedCluster,
  now: number,
): Promise<void> {
  const known = await clusters.get(id)
  const seen = {
    bootstrapServers,
    caPem,
    brokers: brokers.length,
    replicationFactor: Math.min(3, brokers.length),
    unreachableSince: null,
  }
  const before =
    known ??
    newCluster({
      ...seen,
      id,
      name,
      state: 'ready',
      access: 'vpc',
      capacity: CAPACITY,
      createdAt: now,
      version: 0,
    })
  await clusters.save({ ...before, ...seen, version: before.version + 1 })
}
