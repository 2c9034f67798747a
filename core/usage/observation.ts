import { MINUTE_MS } from '../kernel/clock.ts'

/**
 * What was last seen of a tenant on its cluster. It is for showing: nobody is billed by it, and it may be some minutes
 * old. What could not be seen keeps its last value, so a number here is old at worst and never made up.
 */
export interface TenantObservation {
  readonly tenantId: string
  /** When it was last written. */
  readonly at: number
  /** Bytes on disk by topic, as the customer names it; each record once, however many copies there are. */
  readonly topicBytes: Readonly<Record<string, number>>
  /** By Kafka user name; a user that was never seen is not in it. Absent where a cluster's users cannot be watched. */
  readonly lastUsedAt?: Readonly<Record<string, number>>
}

/** A client that is at work asks its broker for something several times a minute. */
const IN_USE_WITHIN_MS = MINUTE_MS

/** Undefined while the topic was not seen yet. Own keys only: a topic may be called `constructor`. */
export function bytesOfTopic(
  { topicBytes }: TenantObservation,
  topicName: string,
): number | undefined {
  return Object.hasOwn(topicBytes, topicName) ? topicBytes[topicName] : undefined
}

/** Some seconds late; undefined for a user that was never seen. */
export function lastUseOf(
  { lastUsedAt = {} }: TenantObservation,
  username: string,
): number | undefined {
  return Object.hasOwn(lastUsedAt, username) ? lastUsedAt[username] : undefined
}

/**
 * True when the user asked a broker for anything in the last minute: cutting it off would be noticed. Undefined when
 * nobody watches: that is no reason to think that it would not.
 */
export function isInUse(
  observation: TenantObservation,
  username: string,
  now: number,
): boolean | undefined {
  if (observation.lastUsedAt === undefined) return undefined
  const lastUsedAt = lastUseOf(observation, username)
  return lastUsedAt !== undefined && now - lastUsedAt < IN_USE_WITHIN_MS
}
