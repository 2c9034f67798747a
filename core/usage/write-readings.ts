import type { CellTotals } from './cell-totals.ts'
import type { ChunkWrite, MeterStore } from './meter-ports.ts'

/** Together in one request they cost less time, and one by one less memory. */
const CHUNKS_A_WRITE = 12
const WRITES_AT_ONCE = 3

export interface WrittenChunks {
  readonly written: number
  /** Those that another collector wrote meanwhile. */
  readonly overtaken: number
}

/**
 * Some chunks are written while the next ones are worked out, and are let go of then. A write that fails ends the pass: the
 * next call throws.
 */
export function startWriting(meter: MeterStore, chunks: number, letRequestsLeave = async () => {}) {
  // Even shares: a small one at the end would be waited for as long as a large one.
  const share = Math.ceil(chunks / Math.max(1, Math.round(chunks / CHUNKS_A_WRITE)))
  const counts = { written: 0, overtaken: 0 }
  let running: Promise<void>[] = []
  let waiting: ChunkWrite[] = []

  async function send(totals?: CellTotals): Promise<void> {
    const writes = waiting
    waiting = []
    const refused = await meter.commit(writes, totals)
    counts.overtaken += refused.length
    counts.written += writes.length - refused.length
  }

  async function start(totals?: CellTotals): Promise<void> {
    if (running.length >= WRITES_AT_ONCE) await running.shift()
    const work = send(totals)
    // Heard at the latest by `end`; until then it must not count as unheard.
    work.catch(() => {})
    running.push(work)
    await letRequestsLeave()
  }

  return {
    async add(write: ChunkWrite): Promise<void> {
      // Not before there is another: the last ones go with the totals.
      if (waiting.length > 0 && waiting.length >= share) await start()
      waiting.push(write)
    },

    /** The cell's new totals go with the last ones: one write less to wait for. */
    async end(totals?: CellTotals): Promise<WrittenChunks> {
      if (waiting.length > 0 || totals !== undefined) await start(totals)
      const last = running
      running = []
      await Promise.all(last)
      return counts
    },
  }
}
