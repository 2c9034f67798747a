import { DAY_MS, MINUTE_MS, SECOND_MS } from '../kernel/clock.ts'
import { bytesOfTopic, lastUseOf, type TenantObservation } from './observation.ts'

/** A write costs money in the cloud, and nobody can tell 100 MB from 101. */
const NOISE_SHARE = 0.01
/** Then a smaller difference counts too, so that a topic at rest shows its exact size. */
const EXACT_AFTER_MS = 5 * MINUTE_MS
const USE_STEP_MS = 30 * SECOND_MS
/** Stores may forget observations that are not written for long (see the adapters): those of tenants must stay. */
const REFRESH_AFTER_MS = 30 * DAY_MS

/** Whether what is known now differs from what is stored by more than noise. */
export function isWorthWriting(
  stored: TenantObservation | undefined,
  known: TenantObservation,
): boolean {
  if (stored === undefined) return true
  const age = known.at - stored.at
  if (age >= REFRESH_AFTER_MS) return true
  const noise = age >= EXACT_AFTER_MS ? 0 : NOISE_SHARE
  return sizesDiffer(stored, known, noise) || usesDiffer(stored, known)
}

function sizesDiffer(stored: TenantObservation, known: TenantObservation, noise: number): boolean {
  const topics = Object.entries(known.topicBytes)
  if (topics.length !== Object.keys(stored.topicBytes).length) return true
  return topics.some(([name, bytes]) => {
    const last = bytesOfTopic(stored, name)
    return last === undefined || Math.abs(bytes - last) > last * noise
  })
}

function usesDiffer(stored: TenantObservation, known: TenantObservation): boolean {
  if ((stored.lastUsedAt === undefined) !== (known.lastUsedAt === undefined)) return true
  return Object.entries(known.lastUsedAt ?? {}).some(([username, usedAt]) => {
    const last = lastUseOf(stored, username)
    return last === undefined || usedAt - last > USE_STEP_MS
  })
}
