import type { Clock } from '../kernel/clock.ts'
import type { Cluster } from './cluster.ts'
import type { ClusterStore } from './cluster-ports.ts'

interface Remembered {
  readonly clusters: readonly Cluster[]
  readonly byId: ReadonlyMap<string, Cluster>
  readonly until: number
}

/**
 * The same store, asked at most once in `forMs`: every pass and every connection needs the clusters, which change a few
 * times a day. `getMany` alone always asks. What one process writes it sees at once; another sees it after `forMs` at the latest, and whoever writes
 * from an older look is refused by the version.
 */
export function rememberClusters(store: ClusterStore, clock: Clock, forMs: number): ClusterStore {
  let remembered: Remembered | undefined

  async function recall(): Promise<Remembered> {
    if (remembered !== undefined && remembered.until > clock.now()) return remembered
    const clusters = await store.list()
    const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]))
    remembered = { clusters, byId, until: clock.now() + forMs }
    return remembered
  }

  /** Also after a refusal: what is remembered was too old. */
  async function forgetAfter(write: Promise<void>): Promise<void> {
    try {
      await write
    } finally {
      remembered = undefined
    }
  }

  return {
    list: async () => (await recall()).clusters,
    getMany: (ids) => store.getMany(ids),
    get: async (id) => (await recall()).byId.get(id),
    save: (cluster, marks) => forgetAfter(store.save(cluster, marks)),
    saveEmpty: (cluster, marks) => forgetAfter(store.saveEmpty(cluster, marks)),
    remove: (cluster, marks) => forgetAfter(store.remove(cluster, marks)),
  }
}
