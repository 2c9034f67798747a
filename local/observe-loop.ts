import { setTimeout as delay } from 'node:timers/promises'
import type { ObserveJob } from '../lambdas/jobs/observe-job.ts'

interface LoopOptions {
  readonly job: ObserveJob
  readonly clusterIds: () => Promise<readonly string[]>
  readonly report: (error: unknown) => void
}

/** Brokers remember a user's request for 5 to 12 seconds, so looking less often would miss some. */
const PAUSE_MS = 5_000
const STOP_WITHIN_MS = 2_000

/**
 * Looks at one cell after the other, then rests. The rest begins when the looking ends: with thousands of topics a look
 * costs the brokers a second, and they have customers to serve.
 */
export function createObserveLoop({ job, clusterIds, report }: LoopOptions): {
  start(): void
  /** No look begins after this; the one under way is given two seconds, and nothing is lost if it needs more. */
  stop(): Promise<void>
} {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()

  async function lookAtAll(): Promise<void> {
    try {
      for (const clusterId of await clusterIds()) {
        if (!stopped) await job.observeCell(clusterId).catch(reportUnlessStopped)
      }
    } catch (error) {
      reportUnlessStopped(error)
    }
  }

  function reportUnlessStopped(error: unknown): void {
    if (!stopped) report(error)
  }

  function rest(): void {
    if (stopped) return
    timer = setTimeout(() => {
      looking = lookAtAll().finally(rest)
    }, PAUSE_MS)
  }

  return {
    start: rest,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await Promise.race([looking, delay(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
