import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/** Beyond what the largest legal tenant unpacks to (1.2 MB); anything longer was not packed here. */
const UNPACKED_MAX_BYTES = 8_000_000

/** A window that reaches over the whole document, so that a name said twice is stored once; no larger, as it is cleared first. */
const WINDOW_BITS = { least: 10, most: 22 }

/** Beyond this, Brotli takes far longer for a few percent. */
const QUALITY = 4

/** JSON, compressed. A small document takes a tenth of a millisecond, the largest legal one some 25. */
export function pack(document: unknown): Uint8Array {
  const json = Buffer.from(JSON.stringify(document))
  return brotliCompressSync(json, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: windowBits(json.length),
      [constants.BROTLI_PARAM_SIZE_HINT]: json.length,
    },
  })
}

function windowBits(bytes: number): number {
  // Brotli's window is 16 bytes short of the power of two.
  const enough = Math.ceil(Math.log2(bytes + 16))
  return Math.min(Math.max(enough, WINDOW_BITS.least), WINDOW_BITS.most)
}

/** Throws when the bytes are not from `pack`. */
export function unpack(packed: Uint8Array): unknown {
  const json = brotliDecompressSync(packed, { maxOutputLength: UNPACKED_MAX_BYTES })
  return JSON.parse(json.toString('utf8'))
}
