import type { ItemResult } from '../../core/cluster/cluster-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import {
  BROKER_NOT_AVAILABLE,
  CLUSTER_AUTHORIZATION_FAILED,
  INVALID_CONFIG,
  INVALID_PARTITIONS,
  INVALID_REPLICATION_FACTOR,
  INVALID_REQUEST,
  INVALID_TOPIC_EXCEPTION,
  NETWORK_EXCEPTION,
  NON_EMPTY_GROUP,
  NONE,
  NOT_CONTROLLER,
  POLICY_VIOLATION,
  REQUEST_TIMED_OUT,
  THROTTLING_QUOTA_EXCEEDED,
  UNACCEPTABLE_CREDENTIAL,
  UNKNOWN_TOPIC_OR_PARTITION,
} from './error-codes.ts'

/** These say something about the cluster, not about the item that happens to carry them. */
const CLUSTER_TROUBLE: readonly number[] = [
  REQUEST_TIMED_OUT,
  BROKER_NOT_AVAILABLE,
  NETWORK_EXCEPTION,
  NOT_CONTROLLER,
]

const NEVER: ReadonlyMap<number, string> = new Map([
  [
    INVALID_TOPIC_EXCEPTION,
    'Kafka does not accept this topic name: it holds a character that Kafka does not allow, or a topic exists whose name differs only in "." and "_".',
  ],
  [INVALID_PARTITIONS, 'Kafka does not accept this number of partitions.'],
  [INVALID_CONFIG, 'Kafka does not accept one of the settings of this topic.'],
  [INVALID_REQUEST, 'Kafka does not accept one of the values asked for.'],
  [POLICY_VIOLATION, 'The cluster has a policy that does not allow this.'],
  [UNACCEPTABLE_CREDENTIAL, 'Kafka does not accept this user name or password.'],
])

const LATER: ReadonlyMap<number, string> = new Map([
  [UNKNOWN_TOPIC_OR_PARTITION, 'The topic does not exist on the cluster.'],
  [INVALID_REPLICATION_FACTOR, 'Too few brokers are up to hold the copies of this topic.'],
  [NON_EMPTY_GROUP, 'The group has members.'],
  [THROTTLING_QUOTA_EXCEEDED, 'The cluster takes no more changes at this moment.'],
  [CLUSTER_AUTHORIZATION_FAILED, 'The cluster does not let Headgate make this change.'],
])

/** Says that the cluster cannot be administered now; the change may have been made all the same. */
export function unavailable(cause?: unknown): ServiceError {
  return new ServiceError('unavailable', 'The Kafka cluster cannot be reached or did not answer.', {
    cause,
  })
}

/**
 * What the broker's code for one item means. `done` are the codes that say that it was so already.
 * The broker's own sentence is not passed on: it may quote what the customer should not see.
 */
export function resultOf(code: number, done: readonly number[] = []): ItemResult {
  if (code === NONE || done.includes(code)) return { ok: true }
  if (CLUSTER_TROUBLE.includes(code)) throw unavailable(new Error(`Kafka error code ${code}`))
  const never = NEVER.get(code)
  if (never !== undefined) return { ok: false, retryable: false, reason: never }
  return {
    ok: false,
    retryable: true,
    reason: LATER.get(code) ?? `The cluster refused this for now (Kafka error code ${code}).`,
  }
}

/** Brings the codes, which brokers give in an order of their own, into the order of `keys`. */
export function resultsInOrder(
  keys: readonly string[],
  codes: ReadonlyMap<string, number>,
  done: readonly number[] = [],
): ItemResult[] {
  return keys.map((key) => {
    const code = codes.get(key)
    if (code !== undefined) return resultOf(code, done)
    return { ok: false, retryable: true, reason: 'The cluster said nothing about this.' }
  })
}
