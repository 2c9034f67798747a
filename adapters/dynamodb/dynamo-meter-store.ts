import * as z from 'zod'
import type { MeterChunk } from '../../core/usage/meter-chunk.ts'
import type { ChunkWrite, MeterStore, StoredChunk } from '../../core/usage/meter-ports.ts'
import { batchPut } from './batch-put.ts'
import { IS_NEW, versionBefore } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, putItem, readItem } from './items.ts'
import {
  chunkItem,
  entryItem,
  entryOf,
  storedChunkOf,
  windowItem,
  windowOf,
} from './meter-items.ts'
import {
  CHUNK_PREFIX,
  entryPartition,
  meterPartition,
  minuteBound,
  rolledUntilKey,
  windowKey,
} from './meter-keys.ts'
import { queryRange } from './query-range.ts'
import { changedMeanwhile } from './store-errors.ts'
import { type TransactWrite, tryTransact } from './transact.ts'

const rolledSchema = z.strictObject({ until: z.int() })
/** Sorts after every tenant id. */
const END = '~'

/**
 * A collector that runs on has the chunks it wrote last in memory, and does not unpack them again unless somebody else
 * wrote them meanwhile.
 */
export function dynamoMeterStore(table: DynamoTable): MeterStore {
  const written = new Map<string, MeterChunk>()
  const keyOf = (clusterId: string, low: string) => `${clusterId}/${low}`

  function openedLast(clusterId: string, chunk: StoredChunk): StoredChunk {
    const last = written.get(keyOf(clusterId, chunk.low))
    return last?.version === chunk.version ? { ...chunk, open: () => last } : chunk
  }

  return {
    async chunks(clusterId) {
      const range = { from: CHUNK_PREFIX, to: CHUNK_PREFIX + END }
      const items = await queryRange(table, { partition: meterPartition(clusterId), ...range })
      return items.map((item) => openedLast(clusterId, storedChunkOf(clusterId, item)))
    },

    async commit(write) {
      // No barrier: a transaction that the embedded store forgets takes readings and usage with it, and the next pass finds both.
      if ((await tryTransact(table, writesOf(write))).length > 0) throw changedMeanwhile()
      for (const chunk of [write.chunk, ...write.splitOff])
        written.set(keyOf(chunk.clusterId, chunk.low), chunk)
    },

    async entries({ clusterId, lows, from, to }) {
      const range = { from: minuteBound(from), to: minuteBound(to) }
      const found = await Promise.all(
        lows.map((low) =>
          queryRange(table, { partition: entryPartition(clusterId, low), ...range }),
        ),
      )
      return found.flat().map(entryOf)
    },

    async windows({ tenantId, resolution, from, to }) {
      const first = windowKey({ tenantId, resolution, windowStart: from })
      const end = windowKey({ tenantId, resolution, windowStart: to }).sk
      const items = await queryRange(table, { partition: first.pk, from: first.sk, to: end })
      return items.map(windowOf)
    },

    putWindows: (windows) => batchPut(table, windows.map(windowItem)),

    async rolledUntil(clusterId) {
      const item = await getItem(table, rolledUntilKey(clusterId))
      return item === undefined ? null : readItem(rolledSchema, item).until
    },

    setRolledUntil: (clusterId, until) =>
      putItem(table, { Item: itemOf(rolledUntilKey(clusterId), { until }) }),
  }
}

function writesOf({ chunk, splitOff, usage }: ChunkWrite): readonly TransactWrite[] {
  return [
    { put: { Item: chunkItem(chunk), ...versionBefore(chunk.version) } },
    ...splitOff.map((each) => ({ put: { Item: chunkItem(each), ...IS_NEW } })),
    ...(usage === null ? [] : [{ put: { Item: entryItem(usage), ...IS_NEW } }]),
  ]
}
