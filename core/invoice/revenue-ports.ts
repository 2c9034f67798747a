import type { Meter } from '../usage/usage-record.ts'
import type { Period } from './period.ts'
import type { RevenuePart } from './revenue.ts'

/** The operator's figures, one part of the accounts at a time. */
export interface RevenueStore {
  /** Replaces the part of that month. */
  put(part: RevenuePart): Promise<void>
  /** All parts of that month, at most `ACCOUNT_SHARDS`. */
  parts(period: Period): Promise<readonly RevenuePart[]>
}

/** What only whoever runs the installation knows; null for what nobody told. */
export interface ClusterFacts {
  costMicros(clusterId: string, period: Period): Promise<bigint | null>
  /** What the brokers counted in all, internal topics too. */
  brokerTotal(clusterId: string, meter: Meter, period: Period): Promise<bigint | null>
}
