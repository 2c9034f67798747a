import * as z from 'zod'
import type { MeterStore } from '../../core/usage/meter-ports.ts'
import { batchPut } from './batch-put.ts'
import { commitReadings } from './commit-readings.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, putItem, readItem } from './items.ts'
import { createKnownChunks, readChunks, readHeads } from './known-chunks.ts'
import { entryOf, windowItem, windowOf } from './meter-items.ts'
import { entryPartition, minuteBound, rolledUntilKey, totalsKey, windowKey } from './meter-keys.ts'
import { queryRange } from './query-range.ts'
import { unavailable } from './store-errors.ts'
import { totalsOf } from './totals-item.ts'

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

    commit: (writes, totals) => commitReadings(table, known, writes, totals),

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
  }
}
