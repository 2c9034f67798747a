import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 15_000
const PAUSE_MS = 25

/** Repeats the expectations until they hold; after 15 s their last failure is the test's. */
export async function eventually<T>(expectations: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await expectations()
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
    await sleep(PAUSE_MS)
  }
}
