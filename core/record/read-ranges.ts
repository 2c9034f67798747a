import type {
  ReadRange,
  StoredRecord,
  TenantSession,
  UnreadableRange,
} from '../cluster/session-ports.ts'

export type UnreadRange = ReadRange

/** An answer holds at most about this many bytes of records, whatever is asked for. */
const BYTES_MAX = 2_000_000
/** One request of the broker. */
const BYTES_A_READ = 1_000_000
const ROUNDS_MAX = 12
/** Partitions asked for at once: the first of them always gets something. */
const RANGES_A_READ = 32

export interface WhatWasRead {
  /** In the order of partitions and offsets, without a gap. */
  readonly records: readonly StoredRecord[]
  readonly unreadable: readonly UnreadableRange[]
  /** Where reading stopped short, if it did. */
  readonly left?: ReadRange
}

/** Reads the ranges one after the other until `enough` records, the bound on bytes or their end is reached. */
export async function readRanges(
  session: TenantSession,
  kafkaName: string,
  ranges: readonly ReadRange[],
  enough = Number.POSITIVE_INFINITY,
): Promise<WhatWasRead> {
  const records: StoredRecord[] = []
  const unreadable: UnreadableRange[] = []
  let unread = ranges.filter(isUnread)
  let bytes = 0
  for (let round = 0; round < ROUNDS_MAX && unread.length > 0; round++) {
    // One more than enough shows that there are more.
    if (records.length > enough || bytes >= BYTES_MAX) break
    const asked = unread.slice(0, RANGES_A_READ)
    const read = await session.read(kafkaName, asked, BYTES_A_READ)
    const reached = new Map(read.reached.map(({ partition, offset }) => [partition, offset]))
    const after = asked.map((range) => ({
      ...range,
      offset: Math.max(range.offset, reached.get(range.partition) ?? range.offset),
    }))
    // What lies beyond a partition that is not read to its end is read again, so that the order has no gap.
    const stop = after.findIndex(isUnread)
    const complete = new Set(
      (stop === -1 ? after : after.slice(0, stop + 1)).map(({ partition }) => partition),
    )
    const taken = read.records.filter(({ partition }) => complete.has(partition))
    records.push(...taken.toSorted(inLogOrder))
    unreadable.push(...read.unreadable.filter(({ partition }) => complete.has(partition)))
    bytes += taken.reduce((sum, record) => sum + sizeOf(record), 0)
    const beyond = stop === -1 ? [] : [...after.slice(stop, stop + 1), ...asked.slice(stop + 1)]
    unread = [...beyond, ...unread.slice(asked.length)]
  }
  const [left] = unread
  return { records, unreadable, ...(left === undefined ? {} : { left }) }
}

function isUnread({ offset, end }: ReadRange): boolean {
  return offset < end
}

function inLogOrder(a: StoredRecord, b: StoredRecord): number {
  return a.partition - b.partition || a.offset - b.offset
}

function sizeOf({ key, value, headers }: StoredRecord): number {
  const headerBytes = headers.reduce(
    (sum, header) => sum + header.key.length + (header.value?.length ?? 0),
    0,
  )
  return (key?.length ?? 0) + (value?.length ?? 0) + headerBytes
}
