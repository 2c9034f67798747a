import * as z from 'zod'
import type { ChunkWrite, MeterStore } from '../../core/usage/meter-ports.ts'
import { batchPut } from './batch-put.ts'
import { hasSameNames, type NamedChunk, namesItem, numbersItem } from './chunk-items.ts'
import { IS_NEW, versionBefore } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, putItem, readItem } from './items.ts'
import { createKnownChunks, readChunks, readHeads } from './known-chunks.ts'
import { entryItem, entryOf, windowItem, windowOf } from './meter-items.ts'
import { entryPartition, minuteBound, rolledUntilKey, totalsKey, windowKey } from './meter-keys.ts'
import { queryRange } from './query-range.ts'
import { changedMeanwhile, unavailable } from './store-errors.ts'
import { totalsItem, totalsOf } from './totals-item.ts'
import { type TransactWrite, tryTransact } from './transact.ts'

const rolledSchema = z.strictObject({ until: z.int() })

export function dynamoMeterStore(table: DynamoTable): MeterStore {
  const known = createKnownChunks()
  return {
    heads: (clusterId) => readHeads(table, clusterId),

    async chunks(clusterId) {
      const heads = await readHeads(table, clusterId)
      const isKnown = ({ low, version }: (typeof heads)[number]) =>
        known.of(clusterId, low)?.chunk.version === version
      const others = heads.filter((head) => !isKnown(head)).map(({ low }) => low)
      for (const named of await readChunks(table, clusterId, others)) known.remember(named)
      return heads.map(({ low }) => {
        const named = known.of(clusterId, low)
        if (named === undefined) throw unavailable('A chunk was not read.')
        return named.chunk
      })
    },

    async commit(write) {
      const { chunk } = write
      const kept = keepNames(known.of(chunk.clusterId, chunk.low), write)
      const off = write.splitOff.map((each) => ({ chunk: each, names: each.version }))
      // No barrier: a transaction that the embedded store forgets takes readings and usage with it, and the next pass finds both.
      if ((await tryTransact(table, writesOf(write, kept))).length > 0) throw changedMeanwhile()
      for (const named of [kept, ...off]) known.remember(named)
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

    async totals(clusterId) {
      const item = await getItem(table, totalsKey(clusterId))
      return item === undefined ? null : totalsOf(item)
    },

    async putTotals(totals) {
      const put = { Item: totalsItem(totals), ...versionBefore(totals.version) }
      if ((await tryTransact(table, [{ put }])).length > 0) throw changedMeanwhile()
    },
  }
}

/** The names that go with a chunk: those of before when they are the same. */
function keepNames(before: NamedChunk | undefined, { chunk }: ChunkWrite) {
  const { version } = chunk
  const names = before?.chunk.version === version - 1 ? before.names : null
  if (before === undefined || names === null || !hasSameNames(before.chunk, chunk))
    return { chunk, names: version }
  return { chunk, names }
}

function writesOf(
  { chunk, splitOff, usage }: ChunkWrite,
  { names }: { readonly names: number },
): readonly TransactWrite[] {
  const { version } = chunk
  return [
    { put: { Item: numbersItem(chunk, names), ...versionBefore(version) } },
    ...(names === version ? [{ put: { Item: namesItem(chunk) } }] : []),
    ...splitOff.flatMap((each) => [
      { put: { Item: numbersItem(each, each.version), ...IS_NEW } },
      { put: { Item: namesItem(each) } },
    ]),
    ...(usage === null ? [] : [{ put: { Item: entryItem(usage), ...IS_NEW } }]),
  ]
}
