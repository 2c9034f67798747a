import { setTimeout as delay } from 'node:timers/promises'
import type { ShareJob } from '../lambdas/jobs/share-job.ts'

interface LoopOptions {
  readonly job: ShareJob
  readonly clusterIds: () => Promise<readonly string[]>
  readonly everyMs: number
  readonly report: (error: unknown) => void
}

const STOP_WITHIN_MS = 2_000

/** Shares rates out in one cell after the other, then waits until the next look is due. */
export function createShareLoop({ job, clusterIds, everyMs, report }: LoopOptions): {
  start(): void
  /** No look begins after this; the one under way is given two seconds, and nothing is lost if it needs more. */
  stop(): Promise<void>
} {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let sharing: Promise<void> = Promise.resolve()

  async function shareAll(): Promise<void> {
    try {
      for (const clusterId of await clusterIds())
        if (!stopped) await job.shareCell(clusterId).catch(reportUnlessStopped)
    } catch (error) {
      reportUnlessStopped(error)
    }
  }

  function reportUnlessStopped(error: unknown): void {
    if (!stopped) report(error)
  }

  function begin(): void {
    const dueAt = performance.now() + everyMs
    sharing = shareAll().finally(() => {
      if (!stopped) timer = setTimeout(begin, Math.max(0, dueAt - performance.now()))
    })
  }

  return {
    start: begin,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await Promise.race([sharing, delay(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
