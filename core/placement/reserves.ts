import type { ClusterUse } from './cluster-use.ts'

/**
 * How many times over rates and partitions of shared plans are sold. Tenants use a small part of their plan, and not all
 * at the same time; brokers hold each of them to its own quota. Ten is careful beside the hosts that people leave for us,
 * and what is really moved and stored is looked at besides: a cluster that is busy takes nobody, whatever was counted.
 */
export const OVERCOMMIT = 10

/** One user in ten is kept for rotations: a successor and the credential that it follows live side by side for a while. */
const USERS_KEPT_FREE = 0.1

/** Beyond this part of what its brokers can move, a cluster takes nobody: neighbours would feel the next one. */
const BUSY_FROM = 0.7

/** What tenants may be placed up to; the rest of a capacity is for those who are there already. */
export function placeableOf(capacity: ClusterUse): ClusterUse {
  return { ...capacity, users: Math.floor(capacity.users * (1 - USERS_KEPT_FREE)) }
}

/** True when so much is really moved that the cluster has no room for another tenant, whatever is counted. */
export function isBusy(measuredBytesPerSecond: number, capacity: ClusterUse): boolean {
  return measuredBytesPerSecond > capacity.bytesPerSecond * BUSY_FROM
}
