/** Prints each step with its time as soon as it has ended; times in seconds. */
export interface StepTable {
  /** Runs a step and prints a row with what `tell` says about its result; says that it failed and throws on. */
  step<T>(name: string, work: () => Promise<T>, tell: (result: T) => string): Promise<T>
  /** The last row: how long it took in all. */
  end(): void
}

const NAME_WIDTH = 22

export function stepTable(print: (line: string) => void): StepTable {
  const row = (time: string, name: string, text: string) =>
    print(`${time.padStart(8)}  ${name.padEnd(NAME_WIDTH)}  ${text}`.trimEnd())
  const begin = performance.now()
  row('time', 'step', 'what happened')
  row('-'.repeat(8), '-'.repeat(NAME_WIDTH), '-'.repeat(60))
  return {
    step: async (name, work, tell) => {
      const stepBegin = performance.now()
      try {
        const result = await work()
        row(secondsSince(stepBegin), name, tell(result))
        return result
      } catch (error) {
        row('failed', name, '')
        throw error
      }
    },
    end: () => row(secondsSince(begin), 'in all', ''),
  }
}

function secondsSince(begin: number): string {
  return `${((performance.now() - begin) / 1_000).toFixed(2)} s`
}
