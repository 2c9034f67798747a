import { setTimeout as delay } from 'node:timers/promises'
import type { MeterJob } from '../lambdas/jobs/meter-job.ts'

interface LoopOptions {
  readonly job: MeterJob
  readonly clusterIds: () => Promise<readonly string[]>
  readonly report: (error: unknown) => void
}

/** Amazon MSK wants a minute between looks at its metrics; brokers of this machine show what was used sooner. */
const PAUSE_MS = 15_000
const STOP_WITHIN_MS = 3_000

/** Meters one cell after the other, then rests; the first pass is at once, as what is counted before it is billed to nobody. */
export function createMeterLoop({ job, clusterIds, report }: LoopOptions): {
  start(): void
  /** A last pass, as brokers forget their counters when they end; given up after three seconds. */
  stop(): Promise<void>
} {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let metering: Promise<void> = Promise.resolve()

  async function meterAll(): Promise<void> {
    try {
      for (const clusterId of await clusterIds()) await job.meterCell(clusterId).catch(report)
    } catch (error) {
      report(error)
    }
  }

  function begin(): void {
    metering = meterAll().finally(() => {
      if (!stopped) timer = setTimeout(begin, PAUSE_MS)
    })
  }

  return {
    start: begin,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      const last = metering.then(meterAll)
      await Promise.race([last, delay(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
