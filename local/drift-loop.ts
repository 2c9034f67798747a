import { setTimeout as delay } from 'node:timers/promises'
import type { SweepJob } from '../lambdas/jobs/sweep-job.ts'

interface LoopOptions {
  readonly job: SweepJob
  readonly clusterIds: () => Promise<readonly string[]>
  /** From the end of one round to the beginning of the next. */
  readonly everyMs: number
  readonly report: (error: unknown) => void
}

const STOP_WITHIN_MS = 2_000

/** Sweeps all cells side by side, so that one which does not answer holds up none of the others; then rests. */
export function createDriftLoop({ job, clusterIds, everyMs, report }: LoopOptions): {
  start(): void
  /** No sweep begins after this; the one under way is given two seconds, and is safe to be cut. */
  stop(): Promise<void>
} {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let sweeping: Promise<void> = Promise.resolve()
  /** A finding that waits is said once, and again when there are more. */
  const waitingAt = new Map<string, number>()

  async function sweepAll(): Promise<void> {
    try {
      const ids = await clusterIds()
      await Promise.all(ids.map((clusterId) => sweep(clusterId).catch(reportUnlessStopped)))
    } catch (error) {
      reportUnlessStopped(error)
    }
  }

  async function sweep(clusterId: string): Promise<void> {
    const { reached, waiting } = await job.sweepCell(clusterId)
    if (!reached) return
    if (waiting > (waitingAt.get(clusterId) ?? 0))
      report(new Error(`${waiting} findings on ${clusterId} wait for a person.`))
    waitingAt.set(clusterId, waiting)
  }

  function reportUnlessStopped(error: unknown): void {
    if (!stopped) report(error)
  }

  function rest(): void {
    if (stopped) return
    timer = setTimeout(() => {
      sweeping = sweepAll().finally(rest)
    }, everyMs)
  }

  return {
    start: rest,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await Promise.race([sweeping, delay(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
