import { FrameWriter, type RequestFrame } from './frame.ts'
import { zerosInZstd } from './zstd-zeros.ts'

const NOBODY = -1
const MAGIC = 2
const ZSTD = 4

/** One record with that value, as it is. */
export function plainBatch(value: Uint8Array, nowMs: number): Buffer {
  const body = Buffer.concat([beforeValue(0, value.length), value, varint(0)])
  return batchOf(1, 0, Buffer.concat([varint(body.length), body]), nowMs)
}

/** Records whose values are that many zeros, compressed 32,000 to 1. */
export function bombBatch(records: number, zeros: number, nowMs: number): Buffer {
  const prefixes = Array.from({ length: records }, (_, offset) => {
    // That it has no headers is one more zero, behind those of the value.
    const body = beforeValue(offset, zeros - 1)
    return Buffer.concat([varint(body.length + zeros), body])
  })
  return batchOf(records, ZSTD, zerosInZstd(prefixes, zeros), nowMs)
}

/** https://kafka.apache.org/documentation/#recordbatch */
function batchOf(records: number, attributes: number, content: Buffer, nowMs: number): Buffer {
  const checked = new FrameWriter()
    .int16(attributes)
    .int32(records - 1)
    .int64(BigInt(nowMs))
    .int64(BigInt(nowMs))
    .int64(-1n)
    .int16(NOBODY)
    .int32(NOBODY)
    .int32(records)
    .raw(content)
    .toBuffer()
  const afterLength = new FrameWriter()
    .int32(NOBODY)
    .int8(MAGIC)
    .int32(crc32c(checked))
    .raw(checked)
  return new FrameWriter().int64(0n).bytes(afterLength.toBuffer()).toBuffer()
}

/** Of one record without a key: what stands between its length and its value. */
function beforeValue(offset: number, valueBytes: number): Buffer {
  return Buffer.concat([
    Buffer.from([0]),
    varint(0),
    varint(offset),
    varint(NOBODY),
    varint(valueBytes),
  ])
}

/** Produce of version 7, the first that knows zstd: one batch for one partition, acknowledged by all. */
export function produceFrame(topic: string, partition: number, batch: Buffer): RequestFrame {
  const body = new FrameWriter()
    .int16(NOBODY)
    .int16(-1)
    .int32(5_000)
    .int32(1)
    .string(topic)
    .int32(1)
    .int32(partition)
    .bytes(batch)
    .toBuffer()
  return { key: 0, version: 7, body }
}

/** Zigzag, seven bits a byte. */
function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value < 0 ? -2 * value - 1 : 2 * value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80)
  return Buffer.from([...bytes, rest])
}

const CASTAGNOLI = 0x82f63b78

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ CASTAGNOLI : crc >>> 1
  }
  return ~crc
}
