import type { Cluster } from '../cluster/cluster.ts'

/**
 * Where the next tenant goes: the ready cluster that was given the fewest in this pass (`given`, by cluster id), or
 * none when no cluster takes tenants.
 */
export function chooseCluster(
  clusters: readonly Cluster[],
  given: ReadonlyMap<string, readonly string[]>,
): Cluster | undefined {
  const load = (cluster: Cluster) => given.get(cluster.id)?.length ?? 0
  return clusters
    .filter((cluster) => cluster.state === 'ready')
    .toSorted((a, b) => load(a) - load(b))[0]
}
