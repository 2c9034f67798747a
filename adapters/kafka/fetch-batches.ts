import { createAPI, fetchV12, type Reader } from '@platformatic/kafka'

export interface FetchedPartition {
  readonly partition: number
  readonly errorCode: number
  /** Up to here transactions are decided. */
  readonly lastStableOffset: number
  readonly aborted: readonly { readonly producerId: bigint; readonly firstOffset: number }[]
  /** Batches one behind the other, packed. */
  readonly bytes: Buffer
}

const FETCH = 1
const VERSION = 12

/** The library's request, but with batches left packed: its own parser unpacks each at once, whatever it grows to. */
export const fetchBatches = createAPI<
  Parameters<typeof fetchV12.createRequest>,
  readonly FetchedPartition[]
>(FETCH, VERSION, fetchV12.createRequest, (_correlationId, _key, _version, reader) => {
  reader.readInt32()
  reader.readInt16()
  reader.readInt32()
  return reader
    .readArray((topic) => {
      topic.readString()
      return topic.readArray(readPartition, true, true)
    })
    .flat()
})

function readPartition(reader: Reader): FetchedPartition {
  const partition = reader.readInt32()
  const errorCode = reader.readInt16()
  reader.readInt64()
  const lastStableOffset = Number(reader.readInt64())
  reader.readInt64()
  const aborted = reader.readNullableArray((each) => ({
    producerId: each.readInt64(),
    firstOffset: Number(each.readInt64()),
  }))
  reader.readInt32()
  const bytes = reader.readNullableBytes() ?? Buffer.alloc(0)
  return { partition, errorCode, lastStableOffset, aborted: aborted ?? [], bytes }
}
