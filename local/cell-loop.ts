import { setTimeout as delay } from 'node:timers/promises'

interface LoopOptions {
  readonly run: (clusterId: string) => Promise<unknown>
  readonly clusterIds: () => Promise<readonly string[]>
  readonly report: (error: unknown) => void
  readonly pauseMs: number
  readonly stopWithinMs: number
  /** True: one more run for each cell when the loop is stopped. */
  readonly runsLast?: boolean
}

export interface CellLoop {
  start(): void
  /** No run begins after this but the last ones; those under way are given up after `stopWithinMs`. */
  stop(): Promise<void>
}

/**
 * Does the same for every cell again and again, each cell for itself: one that does not answer keeps nobody waiting but
 * its own next run.
 */
export function createCellLoop(options: LoopOptions): CellLoop {
  const { run, clusterIds, report, pauseMs, stopWithinMs } = options
  const underWay = new Map<string, Promise<void>>()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let beginning: Promise<void> = Promise.resolve()

  function begin(clusterId: string): void {
    const work = run(clusterId)
      .catch((error: unknown) => {
        if (!stopped) report(error)
      })
      .then(() => {})
      .finally(() => underWay.delete(clusterId))
    underWay.set(clusterId, work)
  }

  async function beginAll(): Promise<void> {
    try {
      for (const id of await clusterIds()) if (!underWay.has(id)) begin(id)
    } catch (error) {
      report(error)
    }
  }

  function tick(): void {
    beginning = beginAll().finally(() => {
      if (!stopped) timer = setTimeout(tick, pauseMs)
    })
  }

  async function endOf(clusterId: string): Promise<void> {
    await underWay.get(clusterId)
    if (options.runsLast === true) await run(clusterId).catch(report)
  }

  async function end(): Promise<void> {
    await beginning
    await Promise.all([...underWay.values(), ...(await clusterIds()).map(endOf)])
  }

  return {
    start: tick,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await Promise.race([end().catch(report), delay(stopWithinMs, undefined, { ref: false })])
    },
  }
}
