import { isServiceError } from '../kernel/service-error.ts'
import type { Cluster } from './cluster.ts'
import { type PrepareDeps, type Preparation, prepareCluster } from './prepare-cluster.ts'

/**
 * One look at a cluster: while it is being prepared, one step nearer to ready; afterwards, whether its brokers answer, so
 * that nobody is placed where nobody is served. What cannot be found out now is written down as the reason.
 */
export async function tendCluster(deps: PrepareDeps, clusterId: string): Promise<Preparation> {
  const known = await deps.clusters.get(clusterId)
  if (known === undefined) return { state: 'unknown', waitingFor: 'It was removed.' }
  if (known.state !== 'preparing') return await lookAt(deps, known)
  try {
    return await prepareCluster(deps, known)
  } catch (error) {
    if (!isServiceError(error, 'unavailable')) throw error
    return await saveReason(deps, clusterId, error.message)
  }
}

/** A broker that is down for a moment still belongs to the cluster, so their number only grows by itself. */
async function lookAt(deps: PrepareDeps, known: Cluster): Promise<Preparation> {
  const { state } = known
  const seen = await deps.provider.inspect()
  if (seen.kind === 'busy') return { state, waitingFor: null }
  const next =
    seen.kind === 'up'
      ? { ...known, unreachableSince: null, brokers: Math.max(known.brokers, seen.brokers) }
      : { ...known, unreachableSince: known.unreachableSince ?? deps.clock.now() }
  await saveUnlessSame(deps, known, next)
  return { state, waitingFor: seen.kind === 'up' ? null : seen.reason }
}

async function saveReason(deps: PrepareDeps, id: string, reason: string): Promise<Preparation> {
  const known = await deps.clusters.get(id)
  if (known?.state !== 'preparing') return { state: known?.state ?? 'unknown', waitingFor: reason }
  await saveUnlessSame(deps, known, { ...known, reason })
  return { state: known.state, waitingFor: reason }
}

/** Somebody else's write goes first; the next look sees it. */
async function saveUnlessSame(
  { clusters }: PrepareDeps,
  before: Cluster,
  after: Cluster,
): Promise<void> {
  if (JSON.stringify(before) === JSON.stringify(after)) return
  try {
    await clusters.save({ ...after, version: before.version + 1 })
  } catch (error) {
    if (!isServiceError(error, 'conflict')) throw error
  }
}
