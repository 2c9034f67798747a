import type { ClusterStore } from '../core/cluster/cluster-ports.ts'
import type { ComponentState } from '../lambdas/http/deps.ts'
import type { OpenCells } from './open-cells.ts'
import type { EmbeddedParts } from './parts.ts'

const PING_MS = 1_500

interface Looking {
  readonly parts: Pick<EmbeddedParts, 'clusters' | 'health'>
  readonly cells: OpenCells
  readonly clusters: Pick<ClusterStore, 'list'>
  readonly pingStore: (timeoutMs: number) => Promise<boolean>
}

/**
 * Each part's state now, every cell for itself: `broker` is the first cluster of this machine, `broker-2` the second, and
 * a registered one goes by its id. Answers within two seconds.
 */
export async function healthOfParts(
  looking: Looking,
): Promise<Readonly<Record<string, ComponentState>>> {
  const { parts, cells, pingStore } = looking
  const seen = parts.health()
  const [store, ...own] = await Promise.all([
    seen.store === 'up' && pingStore(PING_MS),
    ...parts.clusters.map(
      async ({ id }) =>
        seen.clusters.get(id) === 'up' && (await (await cells.of(id)).ping(PING_MS)),
    ),
  ])
  const brokers = own.map((isUp, n) => [n === 0 ? 'broker' : `broker-${n + 1}`, stateOf(isUp)])
  const registered = store ? await registeredOnes(looking) : []
  return {
    api: 'up',
    ...Object.fromEntries(brokers),
    ...Object.fromEntries(registered),
    store: stateOf(store),
  }
}

/** As they were last seen: asking each of them now could take longer than whoever asks would wait. */
async function registeredOnes({ parts, clusters }: Looking) {
  const own = new Set(parts.clusters.map(({ id }) => id))
  const others = (await clusters.list()).filter(
    ({ id, state }) => !own.has(id) && state !== 'preparing',
  )
  return others.map(({ id, unreachableSince }) => [id, stateOf(unreachableSince === null)])
}

function stateOf(isUp: boolean): ComponentState {
  return isUp ? 'up' : 'down'
}
