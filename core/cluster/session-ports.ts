import type { Cluster } from './cluster.ts'
import type { UserSecret } from './cluster-ports.ts'

/** Kafka names here are full ones, prefix included; offsets are whole numbers below 2^53. */
export interface PartitionOffset {
  readonly kafkaName: string
  readonly partition: number
  readonly offset: number
}

/** Where in a partition: its ends, or the first record at or after a time (Unix milliseconds). */
export interface PartitionMark {
  readonly kafkaName: string
  readonly partition: number
  readonly at: 'earliest' | 'latest' | number
}

/** A group as the cluster lists it; `type` and `state` are Kafka's words, lower case. */
export interface ListedGroup {
  readonly kafkaName: string
  readonly type: string
  readonly state: string
}

export interface GroupMember {
  readonly id: string
  readonly clientId: string
  readonly host: string
  readonly partitions: readonly { readonly kafkaName: string; readonly partition: number }[]
}

/** One record as it lies in the log. A null value is a tombstone. Times are Unix milliseconds. */
export interface StoredRecord {
  readonly partition: number
  readonly offset: number
  readonly timestamp: number
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  readonly headers: readonly { readonly key: Uint8Array; readonly value: Uint8Array | null }[]
}

/** From where a partition is read, up to `end` (not included). */
export interface ReadRange {
  readonly partition: number
  readonly offset: number
  readonly end: number
}

/** Offsets that hold no record we can show: a batch that unpacks to more than we open, or is broken. */
export interface UnreadableRange {
  readonly partition: number
  readonly firstOffset: number
  readonly lastOffset: number
  readonly reason: string
}

export interface ReadRecords {
  readonly records: readonly StoredRecord[]
  readonly unreadable: readonly UnreadableRange[]
  /** How far each range was read: the offset to go on from. */
  readonly reached: readonly { readonly partition: number; readonly offset: number }[]
}

export interface RecordToSend {
  readonly partition: number
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  readonly headers: readonly { readonly key: Uint8Array; readonly value: Uint8Array | null }[]
}

/**
 * A cluster as one of a tenant's own users sees it: the brokers' permissions, quotas and counters hold as for any client,
 * so nothing here has to keep tenants apart. Throws `conflict` when the user may not, `unavailable` when a broker does not
 * answer.
 */
export interface TenantSession {
  /** The groups that the user may see. */
  listGroups(): Promise<readonly ListedGroup[]>
  membersOf(group: ListedGroup): Promise<readonly GroupMember[]>
  committedOffsets(groupKafkaName: string): Promise<readonly PartitionOffset[]>
  /** Refused by the broker with `conflict` while the group has members. */
  commitOffsets(groupKafkaName: string, offsets: readonly PartitionOffset[]): Promise<void>
  /** Refused by the broker with `conflict` while the group has members; `not_found` when there is none. */
  deleteGroup(groupKafkaName: string): Promise<void>
  /** In the order asked, each partition once. A time after the last record gives the end. */
  offsetsAt(marks: readonly PartitionMark[]): Promise<readonly PartitionOffset[]>
  /** Committed records only, in the order of the log; at most about `maxBytes` of them, but one batch at least. */
  read(kafkaName: string, ranges: readonly ReadRange[], maxBytes: number): Promise<ReadRecords>
  /** Written by all replicas in sync; where each went, in the order given. Not repeated when an answer is lost. */
  send(kafkaName: string, records: readonly RecordToSend[]): Promise<readonly PartitionOffset[]>
}

export interface TenantSessions {
  /** Logs in, works and hangs up. */
  with<T>(
    cluster: Cluster,
    user: UserSecret,
    work: (session: TenantSession) => Promise<T>,
  ): Promise<T>
}
