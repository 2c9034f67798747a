import type {
  ReadRange,
  ReadRecords,
  StoredRecord,
  UnreadableRange,
} from '../../core/cluster/session-ports.ts'
import type { FetchedPartition } from './fetch-batches.ts'
import { batchesIn, type PackedBatch, recordsOf } from './record-batch.ts'

/** Sixteen times the largest batch of a plan: honest text does not pack better by much. */
const UNPACKED_BYTES_MAX = 16_777_216

interface Unpacked {
  readonly records: StoredRecord[]
  readonly unreadable: UnreadableRange[]
}

/** What was fetched of the ranges, without markers and without what aborted transactions left. */
export async function readBatches(
  fetched: readonly FetchedPartition[],
  ranges: readonly ReadRange[],
): Promise<ReadRecords> {
  const found: Unpacked = { records: [], unreadable: [] }
  const reached: { partition: number; offset: number }[] = []
  for (const range of ranges) {
    const partition = fetched.find((each) => each.partition === range.partition)
    if (partition === undefined) continue
    const offset = await readPartition(partition, range, found)
    reached.push({ partition: range.partition, offset })
  }
  return { ...found, reached }
}

/** Adds to `found`; gives the offset to go on from. */
async function readPartition(
  partition: FetchedPartition,
  range: ReadRange,
  found: Unpacked,
): Promise<number> {
  const open = new Set<bigint>()
  const aborted = partition.aborted.toSorted((a, b) => a.firstOffset - b.firstOffset)
  let next = range.offset
  for (const batch of batchesIn(partition.bytes)) {
    if (batch.firstOffset >= range.end) break
    while (aborted[0] !== undefined && aborted[0].firstOffset <= batch.lastOffset)
      open.add(aborted.shift()?.producerId ?? -1n)
    // The first marker after an aborted transaction began is the one that ended it.
    if (batch.isControl) open.delete(batch.producerId)
    else if (!(batch.isTransactional && open.has(batch.producerId)))
      await unpack(batch, range, found)
    next = batch.lastOffset + 1
  }
  return Math.min(next, range.end)
}

async function unpack(batch: PackedBatch, range: ReadRange, found: Unpacked): Promise<void> {
  const { partition, offset, end } = range
  try {
    const records = await recordsOf(batch, partition, UNPACKED_BYTES_MAX)
    found.records.push(...records.filter((each) => each.offset >= offset && each.offset < end))
  } catch {
    found.unreadable.push({
      partition,
      firstOffset: Math.max(batch.firstOffset, offset),
      lastOffset: batch.lastOffset,
      reason: `The batch is broken or unpacks to more than ${UNPACKED_BYTES_MAX} bytes; read it with a client of your own.`,
    })
  }
}
