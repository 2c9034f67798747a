import type { BrokerMark } from './meter-chunk.ts'

/**
 * What the brokers of a cell counted in all, Kafka's own topics too. Beside it stands what its tenants used; what is left
 * is nobody's, or a fault of ours.
 */
export interface CellTotals {
  readonly clusterId: string
  readonly version: number
  /** As of a chunk: what was counted before is not asked for. */
  readonly since: number
  readonly brokers: readonly BrokerTotal[]
  /** The last ones, by month. */
  readonly months: readonly MonthTotal[]
}

export interface BrokerTotal extends BrokerMark {
  readonly in: number
  readonly out: number
}

export interface MonthTotal {
  /** A month of UTC, `YYYY-MM`, of the later reading. */
  readonly month: string
  readonly in: bigint
  readonly out: bigint
}

export function firstTotals(clusterId: string, now: number): CellTotals {
  return { clusterId, version: 0, since: now, brokers: [], months: [] }
}
