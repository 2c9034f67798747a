import type { ClusterUse } from '../placement/cluster-use.ts'

/** 60,000 permissions slowed a first send down by four times; a third of that did not (docs/cells.md). */
export const ACCESS_BINDINGS_MAX = 20_000

/** Large enough for anything that a single cluster of Kafka was ever made to hold; keeps sums exact. */
export const CAPACITY_MAX: ClusterUse = {
  users: 100_000,
  partitionReplicas: 1_000_000,
  bytesPerSecond: 1_000_000_000_000,
  accessBindings: ACCESS_BINDINGS_MAX,
}

/**
 * What is assumed of a cluster until its operator says more: three brokers of Amazon MSK's size "large", with the
 * thousand partition replicas each that are recommended, and 1,000 SCRAM users less the canary
 * (https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html).
 */
export const DEFAULT_CAPACITY: ClusterUse = {
  users: 999,
  partitionReplicas: 3_000,
  bytesPerSecond: 100_000_000,
  accessBindings: ACCESS_BINDINGS_MAX,
}
