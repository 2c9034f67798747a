/** Magic number, no content size, a window of 1 MiB: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1 */
const FRAME = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50])
const RAW = 0
const REPEATED = 1
/** The largest that a block may stand for. */
const BLOCK_BYTES = 131_072

/** What zstd makes of each prefix followed by `zeros` zeros: four bytes for 131,072 of them. */
export function zerosInZstd(prefixes: readonly Buffer[], zeros: number): Buffer {
  const whole = repeatedBlock(BLOCK_BYTES)
  const parts = prefixes.flatMap((prefix) => [
    block(RAW, prefix.length, prefix),
    ...Array.from({ length: Math.floor(zeros / BLOCK_BYTES) }, () => whole),
    repeatedBlock(zeros % BLOCK_BYTES),
  ])
  return Buffer.concat([FRAME, ...parts, block(RAW, 0, Buffer.alloc(0), true)])
}

function repeatedBlock(size: number): Buffer {
  return size === 0 ? Buffer.alloc(0) : block(REPEATED, size, Buffer.from([0]))
}

function block(type: number, size: number, content: Buffer, last = false): Buffer {
  const header = Buffer.alloc(3)
  header.writeUIntLE((size << 3) | (type << 1) | (last ? 1 : 0), 0, 3)
  return Buffer.concat([header, content])
}
