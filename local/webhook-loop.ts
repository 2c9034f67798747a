import { setTimeout as delay } from 'node:timers/promises'
import type { WebhookJob } from '../lambdas/jobs/webhook-job.ts'

interface LoopOptions {
  readonly job: WebhookJob
  readonly report: (error: unknown) => void
}

/** Who looks at a receiver of their own on this machine does not want to wait for long. */
const PAUSE_MS = 2_000
const STOP_WITHIN_MS = 2_000

/** Tells receivers what happened, then rests. */
export function createWebhookLoop({ job, report }: LoopOptions): {
  start(): void
  /** No pass begins after this; the one under way is given two seconds: what was cut is sent again. */
  stop(): Promise<void>
} {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let telling: Promise<unknown> = Promise.resolve()

  function rest(): void {
    if (stopped) return
    timer = setTimeout(() => {
      telling = job
        .run()
        .catch((error: unknown) => {
          if (!stopped) report(error)
        })
        .finally(rest)
    }, PAUSE_MS)
  }

  return {
    start: rest,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await Promise.race([telling, delay(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
