import * as z from 'zod'
import { DAY_MS, MINUTE_MS } from '../kernel/clock.ts'

export type CleanupPolicy = 'delete' | 'compact' | 'compact,delete'

/** What a customer chooses about a topic. */
export interface TopicSpec {
  readonly partitions: number
  readonly retentionMs: number
  readonly cleanupPolicy: CleanupPolicy
}

interface TopicBase {
  /** As the customer says it; on the cluster it bears the tenant's prefix. */
  readonly name: string
  readonly spec: TopicSpec
  readonly createdAt: number
}

interface Doubtful {
  /** Its settings were declared anew, or tried by two passes at once: what the cluster has may be neither. */
  readonly doubtful?: true
}

/**
 * A topic of a tenant. `applied` is what the cluster was last seen to accept; while it differs from `spec`, settle
 * has work. A deleted topic stays here as `deleting` until the cluster has let go of it, so none is forgotten there.
 */
export type Topic =
  | (TopicBase & Doubtful & { readonly state: 'provisioning' })
  | (TopicBase & Doubtful & { readonly state: 'active'; readonly applied: TopicSpec })
  | (TopicBase & { readonly state: 'deleting' })
  | (TopicBase & { readonly state: 'failed'; readonly error: string })

/** A thousand partitions in one topic is beyond every shared plan; the number keeps arithmetic on limits exact. */
const PARTITIONS_MAX = 10_000
const RETENTION_MIN_MS = MINUTE_MS
export const DEFAULT_PARTITIONS = 1
export const DEFAULT_RETENTION_MS = DAY_MS

/**
 * Kafka allows 249 characters of [a-zA-Z0-9._-] (org.apache.kafka.common.internals.Topic); 13 go to the prefix.
 * A leading dot or two dots in a row would read like a path or like somebody's prefix, so they are refused.
 */
export const topicNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/, {
    error:
      'A topic name has 1 to 200 characters of A-Z, a-z, 0-9, ".", "_" and "-", and does not begin with a dot.',
  })
  .refine((name) => !name.includes('..'), {
    error: 'A topic name does not hold two dots in a row.',
  })
  .refine((name) => !name.startsWith('__'), {
    error: 'Names that begin with two underscores are kept for Kafka itself.',
  })

export const partitionsSchema = z
  .int({ error: 'Partitions are a whole number.' })
  .min(1, { error: 'A topic has at least 1 partition.' })
  .max(PARTITIONS_MAX, { error: `A topic has at most ${PARTITIONS_MAX} partitions.` })

export const retentionMsSchema = z
  .int({ error: 'Retention is a whole number of milliseconds.' })
  .min(RETENTION_MIN_MS, { error: `Retention is at least ${RETENTION_MIN_MS} ms, one minute.` })

export const cleanupPolicySchema = z.enum(['delete', 'compact', 'compact,delete'], {
  error: 'The clean-up policy is "delete", "compact" or "compact,delete".',
})

/**
 * Kafka's metrics treat `.` and `_` alike, so the broker refuses `a.b_c` beside `a.b.c`
 * (Topic.hasCollision, error INVALID_TOPIC_EXCEPTION). Equal keys mean: these two cannot both exist.
 */
export function collisionKey(name: string): string {
  return name.replaceAll('.', '_')
}

/** True when both say the same. */
export function sameSpec(a: TopicSpec, b: TopicSpec): boolean {
  return (
    a.partitions === b.partitions &&
    a.retentionMs === b.retentionMs &&
    a.cleanupPolicy === b.cleanupPolicy
  )
}
