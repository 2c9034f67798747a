import type { ChunkHead } from '../../core/usage/meter-ports.ts'
import type { MeterChunk } from '../../core/usage/meter-chunk.ts'
import { unavailable } from './store-errors.ts'
import { batchGet } from './batch-get.ts'
import { chunkOf, HEAD_ATTRIBUTES, headOf, type NamedChunk } from './chunk-items.ts'
import type { DynamoTable } from './dynamo-table.ts'
import type { RawItem } from './items.ts'
import { CHUNK_PREFIX, chunkKey, meterPartition, namesKey } from './meter-keys.ts'
import { queryRange } from './query-range.ts'

/** Sorts after every tenant id. */
const END = '~'
/** Two items each; a batch may have a hundred. */
const CHUNKS_AT_ONCE = 50
/** Another collector writes names seldom, and never twice at once. */
const TRIES = 3

/** By `low`. The numbers stay where they are. */
export async function readHeads(
  table: DynamoTable,
  clusterId: string,
): Promise<readonly ChunkHead[]> {
  const range = { from: CHUNK_PREFIX, to: CHUNK_PREFIX + END, attributes: HEAD_ATTRIBUTES }
  const items = await queryRange(table, { partition: meterPartition(clusterId), ...range })
  return items.map(headOf)
}

/** The chunks with these lows, in no order. */
export async function readChunks(
  table: DynamoTable,
  clusterId: string,
  lows: readonly string[],
): Promise<readonly NamedChunk[]> {
  let missing = lows
  const chunks: NamedChunk[] = []
  for (let tries = 1; missing.length > 0; tries += 1) {
    if (tries > TRIES * Math.ceil(lows.length / CHUNKS_AT_ONCE))
      throw unavailable('Chunks changed while they were read, on every try.')
    const some = missing.slice(0, CHUNKS_AT_ONCE)
    const found = await readSome(table, clusterId, some)
    chunks.push(...found)
    const have = new Set(found.map(({ chunk }) => chunk.low))
    missing = missing.filter((low) => !have.has(low))
  }
  return chunks
}

async function readSome(
  table: DynamoTable,
  clusterId: string,
  lows: readonly string[],
): Promise<readonly NamedChunk[]> {
  const keys = lows.flatMap((low) => [chunkKey({ clusterId, low }), namesKey({ clusterId, low })])
  const items = new Map<string, RawItem>()
  for (const item of await batchGet(table, keys)) items.set(String(item.sk), item)
  return lows.flatMap((low) => {
    const item = items.get(chunkKey({ clusterId, low }).sk)
    if (item === undefined) throw unavailable('A chunk that was there is gone.')
    return chunkOf(clusterId, item, items.get(namesKey({ clusterId, low }).sk)) ?? []
  })
}

/** What this process read or wrote last, by cluster and `low`: a collector that runs on reads no numbers again. */
export type KnownChunks = ReturnType<typeof createKnownChunks>

export function createKnownChunks() {
  const known = new Map<string, NamedChunk>()
  const keyOf = ({ clusterId, low }: Pick<MeterChunk, 'clusterId' | 'low'>) => `${clusterId}/${low}`
  return {
    of: (clusterId: string, low: string) => known.get(keyOf({ clusterId, low })),
    remember: (named: NamedChunk) => void known.set(keyOf(named.chunk), named),
  }
}
