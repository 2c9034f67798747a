import type { Counter, MeterChunk } from './meter-chunk.ts'
import type { CellTotals } from './cell-totals.ts'
import type { UsageEntry, WindowUsage } from './usage-entry.ts'

/** Bytes of one topic since the broker's process began; a whole number. */
export type CounterVisitor = (kafkaName: string, counter: Counter, value: number) => void

export interface CounterAnswer {
  /** When the broker's process began; null when it does not tell. */
  readonly startedAt: number | null
  /** What the broker counted of all topics together, Kafka's own too; null when it does not tell. */
  readonly totals: Readonly<Record<Counter, number>> | null
}

/** The counters of the brokers of one cell. */
export interface CounterSource {
  readonly brokerIds: readonly string[]
  /**
   * Hands out every topic's counters of one broker as they arrive. Throws `unavailable` unless the answer was whole and
   * readable: what was handed out before must then be thrown away.
   */
  read(brokerId: string, visit: CounterVisitor): Promise<CounterAnswer>
}

export interface TopicFacts {
  readonly kafkaName: string
  /** Kafka gives each topic an id, and a name that is made again another one. */
  readonly topicId: string
  readonly partitions: number
  /** Ids of the brokers that lead some of it, as in `CounterSource`; empty when nobody knows. */
  readonly leaders: readonly string[]
  /** How often its partitions were given a leader anew since it was made, in all; null when nobody knows. */
  readonly leaderChanges: number | null
  /** Bytes on disk, each record once; null when not known now. */
  readonly bytes: number | null
}

/** What there is to be metered on one cluster, and how. */
export interface MeteredCell {
  readonly counters: CounterSource
  /** Each topic once, Kafka's own left out. Throws `unavailable` when the cluster does not say which there are. */
  topics(): Promise<readonly TopicFacts[]>
}

/** By cluster id. Throws `unavailable` for a cluster that cannot be metered now. */
export interface MeteredCells {
  of(clusterId: string): Promise<MeteredCell>
}

/** What a chunk is, without what it holds. */
export type ChunkHead = Pick<MeterChunk, 'low' | 'version' | 'lineage'>

/** All of one is written or nothing. */
export interface ChunkWrite {
  /** Carries the new version; the stored one must be one less, or absent for version 1. */
  readonly chunk: MeterChunk
  /** Chunks that were split off, at version 1. */
  readonly splitOff: readonly MeterChunk[]
  readonly usage: UsageEntry | null
}

/** Where the readings and the ledger lie. */
export interface MeterStore {
  /** All chunks of a cell, by `low`. */
  chunks(clusterId: string): Promise<readonly MeterChunk[]>
  /** The same without what they hold, for those who read usage. */
  heads(clusterId: string): Promise<readonly ChunkHead[]>
  /**
   * Writes of different chunks, each as if it were alone, in as few requests as the store can. Answers with those that lost
   * a race, of which nothing is written. When it throws, any of them may be written. The cell's new totals, if any, carry
   * a new version as a chunk does; where they lost a race, whoever was first has counted the same.
   */
  commit(writes: readonly ChunkWrite[], totals?: CellTotals): Promise<readonly ChunkWrite[]>
  /** Entries of these chunks of windows that begin in [from, to), in any order; at most some hours of them are asked for. */
  entries(range: {
    readonly clusterId: string
    readonly lows: readonly string[]
    readonly from: number
    readonly to: number
  }): Promise<readonly UsageEntry[]>
  /** Rolled-up windows of a tenant that begin in [from, to), by time. */
  windows(range: {
    readonly tenantId: string
    readonly resolution: 'hour' | 'day'
    readonly from: number
    readonly to: number
  }): Promise<readonly WindowUsage[]>
  /** Each replaces the one before. */
  putWindows(windows: readonly WindowUsage[]): Promise<void>
  /** Until when the minutes of a cell are rolled up; null before the first time. */
  rolledUntil(clusterId: string): Promise<number | null>
  setRolledUntil(clusterId: string, until: number): Promise<void>
  /** Null before the first. */
  totals(clusterId: string): Promise<CellTotals | null>
}

/** Takes a last reading of topics that are about to be deleted, so that what was moved until then is billed. */
export interface FinalReadings {
  /** Never throws: a cluster that cannot be read is not a reason to keep a topic. What may be lost is flagged in the ledger. */
  take(clusterId: string, kafkaNames: readonly string[]): Promise<void>
}
