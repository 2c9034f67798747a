import type { CellTotals } from '../../core/usage/cell-totals.ts'
import type { MeterChunk } from '../../core/usage/meter-chunk.ts'
import type { MeterStore } from '../../core/usage/meter-ports.ts'
import type { UsageEntry, WindowUsage } from '../../core/usage/usage-entry.ts'
import { copy, pairKey } from './memory-database.ts'

export function memoryMeterStore(): MeterStore {
  const chunks = new Map<string, MeterChunk>()
  const entries: UsageEntry[] = []
  const windows = new Map<string, WindowUsage>()
  const totals = new Map<string, CellTotals>()
  const rolledUntil = new Map<string, number>()
  const keyOf = ({ clusterId, low }: MeterChunk) => pairKey(clusterId, low)
  const chunksOf = (clusterId: string) =>
    [...chunks.values()]
      .filter((chunk) => chunk.clusterId === clusterId)
      .toSorted((a, b) => (a.low < b.low ? -1 : 1))
  return {
    chunks: async (clusterId) => copy(chunksOf(clusterId)),

    heads: async (clusterId) =>
      chunksOf(clusterId).map(({ low, version, lineage }) => ({ low, version, lineage })),

    async commit(writes, next) {
      if (next !== undefined && (totals.get(next.clusterId)?.version ?? 0) === next.version - 1)
        totals.set(next.clusterId, copy(next))
      return writes.filter(({ chunk, splitOff, usage }) => {
        const isOld = (chunks.get(keyOf(chunk))?.version ?? 0) !== chunk.version - 1
        if (isOld || splitOff.some((each) => chunks.has(keyOf(each)))) return true
        for (const each of [chunk, ...splitOff]) chunks.set(keyOf(each), copy(each))
        if (usage !== null) entries.push(copy(usage))
        return false
      })
    },

    entries: async ({ clusterId, lows, from, to }) =>
      copy(
        entries.filter(
          (entry) =>
            entry.clusterId === clusterId &&
            lows.includes(entry.low) &&
            entry.windowStart >= from &&
            entry.windowStart < to,
        ),
      ),

    windows: async ({ tenantId, resolution, from, to }) =>
      copy(
        [...windows.values()]
          .filter((each) => each.tenantId === tenantId && each.resolution === resolution)
          .filter(({ windowStart }) => windowStart >= from && windowStart < to)
          .toSorted((a, b) => a.windowStart - b.windowStart),
      ),

    async putWindows(more) {
      for (const each of more) windows.set(windowKey(each), copy(each))
    },

    rolledUntil: async (clusterId) => rolledUntil.get(clusterId) ?? null,

    async setRolledUntil(clusterId, until) {
      rolledUntil.set(clusterId, until)
    },

    totals: async (clusterId) => copy(totals.get(clusterId) ?? null),
  }
}

function windowKey({ tenantId, resolution, windowStart }: WindowUsage): string {
  return pairKey(tenantId, `${resolution} ${windowStart}`)
}
