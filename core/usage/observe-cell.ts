import type { Clock } from '../kernel/clock.ts'
import { isServiceError } from '../kernel/service-error.ts'
import { isWorthWriting } from './is-worth-writing.ts'
import { mergeSighting } from './merge-sighting.ts'
import type { ClusterObservers, ObservationStore, StorageWatch } from './observation-ports.ts'
import { type Sighting, sightingsOf } from './sighting.ts'

export interface ObserveDeps {
  readonly observers: ClusterObservers
  readonly observations: ObservationStore
  readonly clock: Clock
  readonly storage?: StorageWatch
}

export interface ObservationReport {
  /** Tenants of which anything was seen. */
  readonly seen: number
  readonly written: number
  /** False when the cluster did not show its topics, or the users that it should: what is stored stays as it was. */
  readonly topicsReached: boolean
  readonly usersReached: boolean
}

/** What one read of the store gives at most. */
const TENANTS_AT_ONCE = 100

/**
 * One look at a cell: how large its topics are and which users are at work, kept for each tenant where it changed by more
 * than noise. Nothing is ever set to zero because it could not be seen. Cheap to repeat and safe to run twice at once.
 */
export async function observeCell(
  deps: ObserveDeps,
  clusterId: string,
): Promise<ObservationReport> {
  const { topicBytes, users, usersReached } = await look(deps.observers, clusterId)
  const sightings = sightingsOf(topicBytes, users)
  let written = 0
  for (let from = 0; from < sightings.length; from += TENANTS_AT_ONCE)
    written += await record(deps, sightings.slice(from, from + TENANTS_AT_ONCE))
  if (topicBytes !== null) await deps.storage?.look(clusterId, bytesOf(sightings))
  return {
    seen: sightings.length,
    written,
    topicsReached: topicBytes !== null,
    usersReached,
  }
}

/** A tenant of which some topic's size is not known now is left as it is: half its bytes would look like room. */
function bytesOf(sightings: readonly Sighting[]): ReadonlyMap<string, number | null> {
  const sums = new Map<string, number | null>()
  for (const { tenantId, topicBytes } of sightings) {
    const sizes = [...(topicBytes?.values() ?? [])]
    const known = sizes.filter((bytes) => bytes !== null)
    const all = known.reduce((sum, bytes) => sum + bytes, 0)
    sums.set(tenantId, known.length === sizes.length ? all : null)
  }
  return sums
}

/** Either half may fail without the other; null says that it did. */
async function look(observers: ClusterObservers, clusterId: string) {
  const observer = await unlessUnavailable(observers.of(clusterId))
  if (observer === null) return { topicBytes: null, users: NOBODY, usersReached: false }
  const [topicBytes, users] = await Promise.all([
    unlessUnavailable(observer.topicBytes()),
    observer.usersSeen === undefined ? undefined : unlessUnavailable(observer.usersSeen()),
  ])
  if (users === undefined) return { topicBytes, users: null, usersReached: true }
  return { topicBytes, users: users ?? NOBODY, usersReached: users !== null }
}

const NOBODY: ReadonlySet<string> = new Set()

async function unlessUnavailable<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return null
    throw error
  }
}

async function record(deps: ObserveDeps, sightings: readonly Sighting[]): Promise<number> {
  const stored = await deps.observations.getMany(sightings.map(({ tenantId }) => tenantId))
  const byTenant = new Map(stored.map((each) => [each.tenantId, each]))
  const now = deps.clock.now()
  const changed = sightings.flatMap((sighting) => {
    const known = byTenant.get(sighting.tenantId)
    const merged = mergeSighting(known, sighting, now)
    return isWorthWriting(known, merged) ? [merged] : []
  })
  if (changed.length > 0) await deps.observations.put(changed)
  return changed.length
}
