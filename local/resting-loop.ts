import { setTimeout as delay } from 'node:timers/promises'

interface LoopOptions {
  /** One pass; it is safe to be cut anywhere. */
  readonly run: () => Promise<unknown>
  readonly pauseMs: number
  readonly report: (error: unknown) => void
}

const STOP_WITHIN_MS = 2_000

/** Rests, then makes a pass, and so on. */
export function createRestingLoop({ run, pauseMs, report }: LoopOptions): {
  start(): void
  /** No pass begins after this; the one under way is given two seconds. */
  stop(): Promise<void>
} {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let pass: Promise<unknown> = Promise.resolve()

  function rest(): void {
    if (stopped) return
    timer = setTimeout(() => {
      pass = run()
        .catch((error: unknown) => {
          if (!stopped) report(error)
        })
        .finally(rest)
    }, pauseMs)
  }

  return {
    start: rest,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await Promise.race([pass, delay(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
