/** Passes of one kind, one after the other. A kick during a pass leads to one more, with the hints kept. */
export interface Lane {
  /** With ids: look at these soon. Without: look at everything that is due. */
  kick(hinted?: readonly string[]): void
  stop(): Promise<void>
}

/** Hints beyond this are dropped: the clock finds what they would have told. */
const HINTS_MAX = 10_000

/**
 * `pass` gets the hints, or none for a look at everything that is due, and answers whether there is more to do at once.
 * An error is reported, and the next kick tries again.
 */
export function createLane(
  pass: (hinted: readonly string[]) => Promise<boolean>,
  report: (error: unknown) => void,
): Lane {
  let hints = new Set<string>()
  let sweep = false
  let stopped = false
  let running: Promise<void> | undefined

  function next(): readonly string[] | undefined {
    if (hints.size > 0) {
      const hinted = [...hints]
      hints = new Set()
      return hinted
    }
    if (!sweep) return undefined
    sweep = false
    return []
  }

  async function run(): Promise<void> {
    for (let hinted = next(); hinted !== undefined && !stopped; hinted = next()) {
      try {
        if (await pass(hinted)) sweep = true
      } catch (error) {
        report(error)
      }
    }
  }

  function begin(): void {
    running ??= run().finally(() => {
      running = undefined
      // A kick may have come between the last look and here.
      if (!stopped && (hints.size > 0 || sweep)) begin()
    })
  }

  return {
    kick: (hinted) => {
      if (hinted === undefined) sweep = true
      for (const hint of hinted ?? []) if (hints.size < HINTS_MAX) hints.add(hint)
      if (!stopped) begin()
    },
    stop: async () => {
      stopped = true
      await running
    },
  }
}
