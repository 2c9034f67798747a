/** Bytes of the Kafka protocol, written field by field: https://kafka.apache.org/protocol#protocol_types */
export class FrameWriter {
  readonly #parts: Buffer[] = []

  int8(value: number): this {
    return this.raw(Buffer.from([value & 0xff]))
  }

  int16(value: number): this {
    const bytes = Buffer.alloc(2)
    bytes.writeInt16BE(value)
    return this.raw(bytes)
  }

  int32(value: number): this {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32BE(value)
    return this.raw(bytes)
  }

  int64(value: bigint): this {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64BE(value)
    return this.raw(bytes)
  }

  /** Its length in two bytes first. */
  string(text: string): this {
    return this.int16(Buffer.byteLength(text)).raw(Buffer.from(text))
  }

  /** Its length in four bytes first. */
  bytes(value: Uint8Array): this {
    return this.int32(value.length).raw(value)
  }

  raw(value: Uint8Array): this {
    this.#parts.push(Buffer.from(value))
    return this
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.#parts)
  }
}

export interface RequestFrame {
  readonly key: number
  readonly version: number
  readonly body?: Uint8Array
  readonly clientId?: string
}

/** A whole request: its size, a header of version 1 (before flexible versions), the body. */
export function requestFrame(
  { key, version, body = Buffer.alloc(0), clientId = 'attack' }: RequestFrame,
  correlationId: number,
): Buffer {
  const request = new FrameWriter()
    .int16(key)
    .int16(version)
    .int32(correlationId)
    .string(clientId)
    .raw(body)
    .toBuffer()
  return new FrameWriter().bytes(request).toBuffer()
}
