import { bytesOfTopic, type TenantObservation } from './observation.ts'
import type { Sighting } from './sighting.ts'

/** Far above any plan's live credentials. User names are never used twice, so the oldest are those of users long gone. */
const USERS_MAX = 400

/** What is known after the sighting: what it does not know keeps its last value, and a topic that is gone goes. */
export function mergeSighting(
  known: TenantObservation | undefined,
  { tenantId, topicBytes, users }: Sighting,
  now: number,
): TenantObservation {
  return {
    tenantId,
    at: now,
    topicBytes: topicBytes === null ? (known?.topicBytes ?? {}) : mergeBytes(known, topicBytes),
    ...(users === null ? {} : { lastUsedAt: mergeUses(known?.lastUsedAt ?? {}, users, now) }),
  }
}

function mergeBytes(
  known: TenantObservation | undefined,
  seen: ReadonlyMap<string, number | null>,
): TenantObservation['topicBytes'] {
  const merged = [...seen].flatMap(([name, bytes]): [string, number][] => {
    const last = bytes ?? (known === undefined ? undefined : bytesOfTopic(known, name))
    return last === undefined ? [] : [[name, last]]
  })
  return Object.fromEntries(merged)
}

type Uses = NonNullable<TenantObservation['lastUsedAt']>

function mergeUses(known: Uses, users: readonly string[], now: number): Uses {
  // Never back in time, should this machine's clock lag behind another's.
  const seen = users.map((user): [string, number] => [user, Math.max(now, known[user] ?? now)])
  const uses = Object.entries({ ...known, ...Object.fromEntries(seen) })
  if (uses.length <= USERS_MAX) return Object.fromEntries(uses)
  return Object.fromEntries(uses.toSorted(([, a], [, b]) => b - a).slice(0, USERS_MAX))
}
