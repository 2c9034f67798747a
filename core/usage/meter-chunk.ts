/**
 * What the meter keeps of the tenants of one cell whose ids lie between `low` and the next chunk's `low`. Every tenant
 * belongs to one chunk and every chunk is written on condition of its version, so no byte can be counted by two.
 */
export interface MeterChunk {
  readonly clusterId: string
  /** The first tenant id that belongs here; '' for the first chunk of a cell. */
  readonly low: string
  readonly version: number
  /** Chunks that this one was split from, newest first: usage of before lies under their names. */
  readonly lineage: readonly string[]
  /** When metering of the cell began: what brokers counted before is nobody's to bill. */
  readonly since: number
  readonly brokers: readonly BrokerMark[]
  readonly tenants: readonly TenantMeter[]
}

/** The last complete reading of one broker. */
export interface BrokerMark {
  readonly brokerId: string
  /** When its process began: counters begin at zero with it. Null when the broker does not tell. */
  readonly startedAt: number | null
  readonly at: number
}

export interface TenantMeter {
  readonly tenantId: string
  readonly standing: Standing
  /** The same list from pass to pass as long as nothing in it changes: names are written only when they do. */
  readonly topics: readonly KnownTopic[]
  /** The last values of the counters of each topic, one topic after the other. Flat, as there are many. */
  readonly values: Float64Array
}

/** What is charged by time: the last known amounts, and up to when they are charged. */
export interface Standing {
  readonly chargedUntil: number
  /** Null until it was first seen. */
  readonly bytes: number | null
  readonly bytesSeenAt: number
  readonly partitions: number
}

/** A topic as it was seen last, but for the numbers. */
export interface KnownTopic {
  /** As the customer says it. */
  readonly name: string
  /**
   * Kafka's ids of the topic (their beginnings), newest first, blanks between: a name made again has another one, and an
   * id never returns. One text, as it is kept for every topic of a cell.
   */
  readonly topicIds: string
  /** See `TopicFacts`. */
  readonly leaderChanges: number | null
  /** A final reading was taken, and nothing came since. */
  readonly closed: boolean
  /** When it was first found missing from the cluster; kept for a while, as a broker may be behind. */
  readonly goneSince: number | null
  /** Counters that were read of it; none for a topic that nobody has used yet. Topics alike share one list. */
  readonly counters: readonly KnownCounter[]
}

export const COUNTERS = ['in', 'out'] as const
export type Counter = (typeof COUNTERS)[number]

/** Which of the topic's counters. */
export interface KnownCounter {
  readonly brokerId: string
  readonly counter: Counter
  /** The last complete reading of the broker did not show it. */
  readonly missed: boolean
}

export function firstChunk(clusterId: string, now: number): MeterChunk {
  return {
    clusterId,
    low: '',
    version: 0,
    lineage: [],
    since: now,
    brokers: [],
    tenants: [],
  }
}
