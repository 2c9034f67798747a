import { setTimeout as delay } from 'node:timers/promises'
import type { InvoiceJob } from '../lambdas/jobs/invoice-job.ts'

interface LoopOptions {
  readonly job: InvoiceJob
  readonly report: (error: unknown) => void
}

/** Invoices can wait for hours; who set a budget wants to hear of it within minutes. */
const PAUSE_MS = 60_000
const STOP_WITHIN_MS = 2_000
/** The operator's figures are made in the first round, and then once an hour. */
const ROUNDS_A_REPORT = 60

/** Looks at every paying account, then rests. */
export function createInvoiceLoop({ job, report }: LoopOptions): {
  start(): void
  /** No account is begun after this; what is under way is given two seconds, and is safe to be cut. */
  stop(): Promise<void>
} {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let billing: Promise<void> = Promise.resolve()
  let rounds = 0

  async function round(): Promise<void> {
    await job.billAll()
    if (rounds % ROUNDS_A_REPORT === 0 && !stopped) await job.reportRevenue()
    rounds += 1
  }

  function rest(): void {
    if (stopped) return
    timer = setTimeout(() => {
      billing = round()
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
      await Promise.race([billing, delay(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
