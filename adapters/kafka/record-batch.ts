import { Reader, readRecord } from '@platformatic/kafka'
import type { StoredRecord } from '../../core/cluster/session-ports.ts'
import { inflate } from './inflate.ts'

/** A batch as it lies in the log (magic 2), its records still packed. */
export interface PackedBatch {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly producerId: bigint
  readonly isTransactional: boolean
  /** Holds a marker of a transaction's end, no record of anybody. */
  readonly isControl: boolean
  readonly codec: number
  readonly appendTime: number | null
  readonly firstTimestamp: number
  readonly count: number
  readonly packed: Buffer
}

/** Bytes before the records: offset, length, epoch, magic, crc, attributes, … */
const HEADER_BYTES = 61
const LENGTH_AT = 8
/** What `length` does not count: the offset and itself. */
const BEFORE_LENGTH_ENDS = 12
const MAGIC_AT = 16
const MAGIC = 2

const CODEC_MASK = 0x07
const APPEND_TIME = 0x08
const TRANSACTIONAL = 0x10
const CONTROL = 0x20

/** Cuts what a broker sent into batches; the last may be cut off by the bound on bytes and is left out. */
export function batchesIn(bytes: Buffer): readonly PackedBatch[] {
  const batches: PackedBatch[] = []
  for (let at = 0; at + HEADER_BYTES <= bytes.length; ) {
    const end = at + BEFORE_LENGTH_ENDS + bytes.readInt32BE(at + LENGTH_AT)
    if (end > bytes.length || end < at + HEADER_BYTES) break
    if (bytes[at + MAGIC_AT] === MAGIC) batches.push(batchOf(bytes.subarray(at, end)))
    at = end
  }
  return batches
}

/** https://kafka.apache.org/documentation/#recordbatch */
function batchOf(bytes: Buffer): PackedBatch {
  const firstOffset = Number(bytes.readBigInt64BE(0))
  const attributes = bytes.readInt16BE(21)
  return {
    firstOffset,
    lastOffset: firstOffset + bytes.readInt32BE(23),
    producerId: bytes.readBigInt64BE(43),
    isTransactional: (attributes & TRANSACTIONAL) !== 0,
    isControl: (attributes & CONTROL) !== 0,
    codec: attributes & CODEC_MASK,
    appendTime: (attributes & APPEND_TIME) === 0 ? null : Number(bytes.readBigInt64BE(35)),
    firstTimestamp: Number(bytes.readBigInt64BE(27)),
    count: bytes.readInt32BE(57),
    packed: bytes.subarray(HEADER_BYTES),
  }
}

/** The records of one batch. Throws when it unpacks to more than `maxBytes`, or is not what it says. */
export async function recordsOf(
  batch: PackedBatch,
  partition: number,
  maxBytes: number,
): Promise<readonly StoredRecord[]> {
  const reader = Reader.from(await inflate(batch.packed, batch.codec, maxBytes))
  const records: StoredRecord[] = []
  for (let n = 0; n < batch.count && reader.remaining > 0; n++) {
    const { key, value, headers, offsetDelta, timestampDelta } = readRecord(reader)
    records.push({
      partition,
      offset: batch.firstOffset + offsetDelta,
      timestamp: batch.appendTime ?? batch.firstTimestamp + Number(timestampDelta),
      key,
      value,
      headers: headers.map(([name, content]) => ({ key: name ?? Buffer.alloc(0), value: content })),
    })
  }
  return records
}
