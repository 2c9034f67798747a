import type { Cluster } from '../cluster/cluster.ts'
import type { Randomness } from '../kernel/ids.ts'

/**
 * How many tenants come to one cluster that is looked at. The more, the fewer clusters are read and written for each
 * tenant; but so many more have to leave again before the clusters that were not drawn have caught up.
 */
const TENANTS_A_CLUSTER = 4
/** The least used of eight is hardly fuller than the least used of all: https://doi.org/10.1109/71.963420 */
const CLUSTERS_MIN = 8
/** Who finds no room is looked for it among so many times more. */
const GROWTH = 4
/** What one read of the store gives at most. */
const CLUSTERS_MAX = 1_000

/**
 * Ids of the clusters to look at for so many tenants, by chance: a few, then ever more, until all have had their turn. So
 * what placing reads follows how many tenants there are, not how many clusters, and two who place at once seldom meet.
 */
export function* drawClusters(
  clusters: readonly Cluster[],
  tenants: number,
  randomness: Randomness,
): Generator<readonly string[]> {
  const ids = clusters.map(({ id }) => id)
  let count = Math.max(CLUSTERS_MIN, Math.ceil(tenants / TENANTS_A_CLUSTER))
  for (let from = 0; from < ids.length; ) {
    const upTo = Math.min(ids.length, from + Math.min(count, CLUSTERS_MAX))
    if (upTo < ids.length) shufflePart(ids, from, upTo, randomness)
    yield ids.slice(from, upTo)
    from = upTo
    count *= GROWTH
  }
}

/** The part of a Fisher-Yates shuffle that decides what stands there; no list is long enough for the bias to show. */
function shufflePart(ids: string[], from: number, upTo: number, randomness: Randomness): void {
  const bytes = randomness.bytes((upTo - from) * 4)
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = from; at < upTo; at += 1) {
    const other = at + (numbers.getUint32((at - from) * 4) % (ids.length - at))
    const [first, second] = [ids[at], ids[other]]
    if (first === undefined || second === undefined) continue
    ids[at] = second
    ids[other] = first
  }
}
