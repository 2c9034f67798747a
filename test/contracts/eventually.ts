import { setTimeout as sleep } from 'node:timers/promises'

/** Costs nothing where it is not needed; a machine with other things to do needs it now and then. */
const PATIENCE_MS = 60_000
const PAUSE_MS = 25

/** Repeats the expectations until they hold; after `patienceMs` their last failure is the test's. */
export async function eventually<T>(
  expectations: () => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return await expectations()
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
    await sleep(PAUSE_MS)
  }
}
