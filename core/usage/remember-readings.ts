import type { MeterChunk } from './meter-chunk.ts'
import type { ChunkWrite, MeterStore } from './meter-ports.ts'

/**
 * For a collector that runs on: it begins with what it wrote last, unread. That is safe, as every write names the version
 * that it follows. Where another collector wrote since, the write is refused, and the pass after it reads all again: like
 * a pass that was late, it counts what both brought. What the brokers counted in all is read each time: somebody else may
 * write it though the chunks stay as they are.
 */
export function rememberReadings(store: MeterStore): MeterStore {
  /** By cluster, then by `low`; a cell is here with all of its chunks or not at all. */
  const cells = new Map<string, Map<string, MeterChunk>>()

  function forgetCells(writes: readonly ChunkWrite[]): void {
    for (const { chunk } of writes) cells.delete(chunk.clusterId)
  }

  return {
    ...store,

    async chunks(clusterId) {
      const known = cells.get(clusterId)
      if (known !== undefined) return [...known.values()].sort((a, b) => (a.low < b.low ? -1 : 1))
      const read = await store.chunks(clusterId)
      // A cell without chunks is one that another collector may begin with any time.
      if (read.length > 0) cells.set(clusterId, new Map(read.map((chunk) => [chunk.low, chunk])))
      return read
    },

    async commit(writes, totals) {
      try {
        const refused = await store.commit(writes, totals)
        forgetCells(refused)
        for (const { chunk, splitOff } of without(writes, refused))
          for (const each of [chunk, ...splitOff]) cells.get(each.clusterId)?.set(each.low, each)
        return refused
      } catch (error) {
        // Nobody knows what of it was written.
        forgetCells(writes)
        throw error
      }
    },
  }
}

function without(
  writes: readonly ChunkWrite[],
  refused: readonly ChunkWrite[],
): readonly ChunkWrite[] {
  return refused.length === 0 ? writes : writes.filter((write) => !refused.includes(write))
}
