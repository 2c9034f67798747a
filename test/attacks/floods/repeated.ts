import type { UnderWay } from './flood.ts'

/** Does the same again and again, so many at once and so often at most, until it is told to stop. */
export function repeated(atOnce: number, most: number, once: () => Promise<unknown>): UnderWay {
  let done = 0
  let failed = 0
  let stopped = false
  const worker = async () => {
    while (!stopped && done < most) {
      done += 1
      // That the broker ends a connection is what is expected.
      await once().catch(() => {
        failed += 1
      })
    }
  }
  const workers = Promise.all(Array.from({ length: atOnce }, worker))
  return {
    stop: async () => {
      stopped = true
      await workers
      return `${done} times, ${failed} refused or cut`
    },
  }
}
