import { promisify } from 'node:util'
import { gunzip, zstdDecompress } from 'node:zlib'
import { compressionsAlgorithms } from '@platformatic/kafka'

/** Kafka's numbers for how a batch is packed, https://kafka.apache.org/documentation/#recordbatch. */
const NONE = 0
const GZIP = 1
const SNAPPY = 2
const LZ4 = 3
const ZSTD = 4

const gunzipAsync = promisify(gunzip)
const zstdAsync = promisify(zstdDecompress)

/**
 * The records of a batch, unpacked. A small batch may unpack to gigabytes, so nothing larger than `maxBytes` is ever made:
 * throws instead, also for bytes that are not packed as they say.
 */
export async function inflate(packed: Buffer, codec: number, maxBytes: number): Promise<Buffer> {
  switch (codec) {
    case NONE:
      return packed
    case GZIP:
      return await gunzipAsync(packed, { maxOutputLength: maxBytes })
    case ZSTD:
      return await zstdAsync(packed, { maxOutputLength: maxBytes })
    case SNAPPY:
      refuseOver(maxBytes, snappyBytes(packed))
      return compressionsAlgorithms.snappy.decompressSync(packed)
    case LZ4:
      refuseOver(maxBytes, lz4BytesAtMost(packed))
      return compressionsAlgorithms.lz4.decompressSync(packed)
    default:
      throw new Error(`The batch is packed in a way that is not known: ${codec}.`)
  }
}

function refuseOver(maxBytes: number, bytes: number): void {
  if (bytes > maxBytes) throw new Error(`The batch unpacks to ${bytes} bytes.`)
}

const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])
const XERIAL_HEADER_BYTES = 16

/** Java's clients cut the data into blocks behind a header of their own (snappy-java); each says its unpacked length. */
function snappyBytes(packed: Buffer): number {
  if (!packed.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC)) return leadingVarInt(packed)
  let bytes = 0
  for (let at = XERIAL_HEADER_BYTES; at + 4 <= packed.length; ) {
    const length = packed.readUInt32BE(at)
    bytes += leadingVarInt(packed.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return bytes
}

/** https://github.com/google/snappy/blob/main/format_description.txt: the unpacked length stands first, 7 bits a byte. */
function leadingVarInt(packed: Buffer): number {
  let value = 0
  for (let n = 0; n < 5; n++) {
    const byte = packed[n] ?? 0
    value += (byte & 0x7f) * 2 ** (7 * n)
    if (byte < 0x80) break
  }
  return value
}

const LZ4_FRAME_HEADER_BYTES = 6
const LZ4_RATIO_MAX = 255

/**
 * An upper bound from the frame's own block lengths (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md): a block
 * unpacks to at most the frame's block size, and to at most 255 times what it takes.
 */
function lz4BytesAtMost(packed: Buffer): number {
  const flags = packed[4] ?? 0
  const blockMax = 2 ** (8 + 2 * (((packed[5] ?? 0) >> 4) & 7))
  const hasBlockChecksum = (flags & 0x10) !== 0
  // Descriptor: flags, block size, then the content size (8), a dictionary id (4) and a header checksum, as flagged.
  let at = LZ4_FRAME_HEADER_BYTES + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0) + 1
  let bytes = 0
  while (at + 4 <= packed.length) {
    const word = packed.readUInt32LE(at)
    const length = word & 0x7fffffff
    if (length === 0) break
    bytes += Math.min(blockMax, length * LZ4_RATIO_MAX)
    at += 4 + length + (hasBlockChecksum ? 4 : 0)
  }
  return bytes
}
