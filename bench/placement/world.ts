import { memoryClusterStore } from '../../adapters/memory/memory-cluster-store.ts'
import { memoryDatabase } from '../../adapters/memory/memory-database.ts'
import { memoryTenantStore } from '../../adapters/memory/memory-tenant-store.ts'
import { ACCESS_BINDINGS_MAX } from '../../core/cluster/cluster-capacity.ts'
import { newCluster } from '../../core/cluster/new-cluster.ts'
import { rememberClusters } from '../../core/cluster/remember-clusters.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import type { Randomness } from '../../core/kernel/ids.ts'
import type { ClusterUse } from '../../core/placement/cluster-use.ts'

/** Six brokers of Amazon MSK's size 4xlarge, and the thousand users that it allows. */
const CAPACITY: ClusterUse = {
  users: 999,
  partitionReplicas: 36_000,
  bytesPerSecond: 250_000_000,
  accessBindings: ACCESS_BINDINGS_MAX,
}

export interface PlacementWorld extends ReturnType<typeof storesOf> {
  readonly clock: Clock & { at: number }
  /** Between 0 and 1, the same again for the same seed. */
  readonly chance: () => number
  readonly randomness: Randomness
}

/** As long as the functions of AWS remember the list of clusters. */
const CLUSTERS_KNOWN_FOR_MS = 10_000

/** So many empty cells on memory adapters. */
export async function placementWorld(cells: number, seed: number): Promise<PlacementWorld> {
  const clock = { at: Date.UTC(2026, 0, 1), now: () => clock.at }
  const chance = chanceFrom(seed)
  const world = { clock, chance, randomness: randomnessFrom(chance), ...storesOf(clock) }
  for (let n = 0; n < cells; n += 1) await world.clusters.save(cellNumbered(n, clock.at))
  return world
}

function storesOf(clock: Clock) {
  const database = memoryDatabase(clock)
  return {
    database,
    tenants: memoryTenantStore(database),
    clusters: rememberClusters(memoryClusterStore(database), clock, CLUSTERS_KNOWN_FOR_MS),
  }
}

function cellNumbered(n: number, createdAt: number) {
  return newCluster({
    id: `cl_${n}`,
    name: `cell-${n}`,
    state: 'ready',
    access: 'vpc',
    bootstrapServers: 'localhost:9092',
    caPem: null,
    brokers: 6,
    replicationFactor: 3,
    capacity: CAPACITY,
    createdAt,
  })
}

function randomnessFrom(chance: () => number): Randomness {
  return { bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256)) }
}

/** Mulberry32, by Tommy Ettinger (public domain): small, and good enough to draw sizes with. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
