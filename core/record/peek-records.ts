import type { Actor } from '../account/account.ts'
import type {
  PartitionMark,
  StoredRecord,
  TenantSession,
  UnreadableRange,
} from '../cluster/session-ports.ts'
import { invalid, ServiceError } from '../kernel/service-error.ts'
import { type SpeakDeps, speakAs } from '../speak/speak-as.ts'
import { kafkaNameOf, type Tenant } from '../tenant/tenant.ts'
import { topicOf } from '../topic/topic-of.ts'
import { readRanges, type UnreadRange } from './read-ranges.ts'

/** The next record to read: records are in the order of their partitions, and of their offsets within one. */
export interface Place {
  readonly partition: number
  readonly offset: number
}

export interface PeekInput {
  /** All partitions when absent. */
  readonly partition?: number | undefined
  /** `newest`: the last ones there are. Else from there on: an end, a time (Unix milliseconds) or an offset. */
  readonly from: 'newest' | 'earliest' | { readonly time: number } | { readonly offset: number }
  readonly limit: number
  readonly after?: Place | undefined
}

export interface Peeked {
  readonly records: readonly StoredRecord[]
  readonly unreadable: readonly UnreadableRange[]
  /** Where to go on; absent at the end of the log as it is now, and for the newest. */
  readonly next?: Place
}

/** Records of a topic without being a consumer: no group, nothing committed. Reads what is committed, counted like any read. */
export function peekRecords(
  deps: SpeakDeps,
  actor: Actor,
  target: { readonly tenantId: string; readonly topicName: string },
  input: PeekInput,
): Promise<Peeked> {
  return speakAs(deps, { actor }, { ...target, deed: 'consume' }, async (session, tenant) => {
    const kafkaName = kafkaNameOf(tenant, target.topicName)
    const partitions = partitionsOf(tenant, target.topicName, input.partition)
    const ranges = await rangesOf(session, kafkaName, partitions, input)
    return input.from === 'newest'
      ? await newest(session, kafkaName, ranges, input.limit)
      : await onwards(session, kafkaName, ranges, input.limit)
  })
}

function partitionsOf(tenant: Tenant, topicName: string, partition: number | undefined): number[] {
  const topic = topicOf(tenant, topicName)
  if (topic.state !== 'active')
    throw new ServiceError('conflict', `The topic is ${topic.state}; wait until it is active.`)
  const count = topic.applied.partitions
  if (partition === undefined) return Array.from({ length: count }, (_, n) => n)
  if (partition >= count)
    throw invalid('/partition', `The topic has ${count} partitions, counted from 0.`)
  return [partition]
}

/** What there is to read of each partition, by the log's own ends: an offset outside of them becomes the nearer end. */
async function rangesOf(
  session: TenantSession,
  kafkaName: string,
  partitions: readonly number[],
  { from, limit, after }: PeekInput,
): Promise<readonly UnreadRange[]> {
  const left = partitions.filter((partition) => partition >= (after?.partition ?? 0))
  const marks = (at: PartitionMark['at']) => left.map((partition) => ({ kafkaName, partition, at }))
  const [first, end, timed] = await Promise.all([
    session.offsetsAt(marks('earliest')),
    session.offsetsAt(marks('latest')),
    typeof from === 'object' && 'time' in from ? session.offsetsAt(marks(from.time)) : undefined,
  ])
  return left.map((partition, n) => {
    const start = first[n]?.offset ?? 0
    const stop = end[n]?.offset ?? 0
    const wanted = timed?.[n]?.offset ?? wantedStart(from, start, stop - limit)
    const resumed = after?.partition === partition ? after.offset : wanted
    return { partition, offset: Math.min(Math.max(resumed, start), stop), end: stop }
  })
}

function wantedStart(from: PeekInput['from'], start: number, lastOnes: number): number {
  if (from === 'newest') return lastOnes
  return typeof from === 'object' && 'offset' in from ? from.offset : start
}

/** By time, as they came in; of one time in the order of the log. */
async function newest(
  session: TenantSession,
  kafkaName: string,
  ranges: readonly UnreadRange[],
  limit: number,
): Promise<Peeked> {
  const { records, unreadable } = await readRanges(session, kafkaName, ranges)
  const byTime = records.toSorted(
    (a, b) => a.timestamp - b.timestamp || a.partition - b.partition || a.offset - b.offset,
  )
  return { records: byTime.slice(-limit), unreadable }
}

async function onwards(
  session: TenantSession,
  kafkaName: string,
  ranges: readonly UnreadRange[],
  limit: number,
): Promise<Peeked> {
  const { records, unreadable, left } = await readRanges(session, kafkaName, ranges, limit)
  const stop = records[limit]
  const page = records.slice(0, limit)
  const next = stop ?? left
  return {
    records: page,
    unreadable,
    ...(next === undefined ? {} : { next: { partition: next.partition, offset: next.offset } }),
  }
}
