/** Prints what happens and how long each phase took, so that a slow start explains itself. */
export interface Phases {
  /** Runs `work` and prints one line with its elapsed time when it is done. */
  during<T>(title: string, work: () => Promise<T>): Promise<T>
  /** Prints a line that belongs to the running phase. */
  note(text: string): void
  /** Seconds since the start, with one decimal. */
  elapsed(): string
}

export function startPhases(print: (line: string) => void): Phases {
  const begin = performance.now()
  return {
    async during(title, work) {
      const phaseBegin = performance.now()
      const result = await work()
      print(`  ${title.padEnd(46)} ${seconds(phaseBegin).padStart(6)} s`)
      return result
    },
    note: (text) => print(`    ${text}`),
    elapsed: () => seconds(begin),
  }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}
