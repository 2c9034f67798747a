/** Passes of one kind, one after the other. A kick during a pass leads to one more pass, with the hints kept. */
export interface Lane {
  kick(hinted: readonly string[]): void
  stop(): Promise<void>
}

/** Hints beyond this are dropped: the clock finds what they would have told. */
const HINTS_MAX = 10_000

/** `pass` answers whether there is more to do at once. An error is reported, and the next kick tries again. */
export function createLane(
  pass: (hinted: readonly string[]) => Promise<boolean>,
  report: (error: unknown) => void,
): Lane {
  let hints = new Set<string>()
  let wanted = false
  let stopped = false
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (wanted && !stopped) {
      const hinted = [...hints]
      hints = new Set()
      wanted = false
      try {
        if (await pass(hinted)) wanted = true
      } catch (error) {
        report(error)
      }
    }
  }

  return {
    kick: (hinted) => {
      for (const hint of hinted) if (hints.size < HINTS_MAX) hints.add(hint)
      wanted = true
      running ??= run().finally(() => {
        running = undefined
      })
    },
    stop: async () => {
      stopped = true
      await running
    },
  }
}
