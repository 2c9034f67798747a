import type { SettledWatch } from '../lambdas/http/deps.ts'

/** Waiting requests look again at least this often, whatever they were told. */
const LOOK_AGAIN_MS = 1_000
const WAITING_MAX = 10_000

export interface LocalWatch extends SettledWatch {
  /** Wakes everyone who waits. */
  wake(): void
}

/** Tells requests that wait for an operation that a pass has ended, in the same process. */
export function createSettledWatch(): LocalWatch {
  const waiting = new Set<() => void>()
  return {
    settled: (timeoutMs) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          waiting.delete(done)
          resolve()
        }
        const timer = setTimeout(done, Math.min(timeoutMs, LOOK_AGAIN_MS))
        if (waiting.size < WAITING_MAX) waiting.add(done)
      }),
    wake: () => {
      for (const done of waiting) done()
    },
  }
}
