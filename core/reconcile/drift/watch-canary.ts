import type { Cluster } from '../../cluster/cluster.ts'
import { isServiceError, type ServiceError } from '../../kernel/service-error.ts'
import { type CanaryDeps, canaryFindings, compareCanary } from './compare-canary.ts'
import type { Difference } from './difference.ts'
import type { ClusterCaretaker } from './drift-ports.ts'
import { findingId } from './finding.ts'
import { LOOK_AGAIN_MS } from './look-twice.ts'
import type { Known } from './write-findings.ts'

interface WatchDeps extends CanaryDeps {
  readonly caretaker: Pick<ClusterCaretaker, 'look'>
  readonly pause: (ms: number) => Promise<void>
}

/** What the canary told twice, or once more; and the findings that must not be closed now. */
interface Watched {
  readonly found: readonly Difference[]
  readonly seen: readonly string[]
  /** Why it could not be asked, other than that somebody does not answer now: a matter for people. */
  readonly failure?: ServiceError
}

/** Never throws a `ServiceError`: what is wrong with the canary keeps nothing else from being repaired. */
export async function watchCanary(
  deps: WatchDeps,
  cluster: Cluster | undefined,
  users: readonly string[],
  known: Known,
): Promise<Watched> {
  try {
    return await watch(deps, cluster, users, known)
  } catch (error) {
    if (!isServiceError(error)) throw error
    const seen = canaryFindings(cluster?.id ?? '')
    return isServiceError(error, 'unavailable')
      ? { found: [], seen }
      : { found: [], seen, failure: error }
  }
}

/** What is new is looked at a second time: brokers that start may not know all permissions yet. */
async function watch(
  deps: WatchDeps,
  cluster: Cluster | undefined,
  users: readonly string[],
  known: Known,
): Promise<Watched> {
  const first = await compareCanary(deps, cluster, users, known)
  if (cluster === undefined || first.length === 0) return { found: [], seen: [] }
  if (first === 'unknown') return { found: [], seen: canaryFindings(cluster.id) }
  const idOf = ({ kind, resource }: Difference) => findingId(cluster.id, kind, resource)
  const seen = first.map(idOf)
  if (seen.every((id) => (known.get(id)?.state ?? 'repaired') !== 'repaired'))
    return { found: first, seen }
  await deps.pause(LOOK_AGAIN_MS)
  const again = await compareCanary(deps, cluster, (await deps.caretaker.look()).users, known)
  if (again === 'unknown') return { found: [], seen }
  const still = new Set(again.map(idOf))
  return { found: first.filter((each) => still.has(idOf(each))), seen }
}
