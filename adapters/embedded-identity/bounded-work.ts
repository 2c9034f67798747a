import { ServiceError } from '../../core/kernel/service-error.ts'

export interface WorkBounds {
  readonly atOnce: number
  readonly waitingMax: number
}

/** Runs work, at most so much at once, first come first served. `unavailable` when the line is full. */
export type BoundedWork = <T>(work: () => Promise<T>) => Promise<T>

export function createBoundedWork({ atOnce, waitingMax }: WorkBounds): BoundedWork {
  const waiting: (() => void)[] = []
  let running = 0

  async function turn(): Promise<void> {
    if (running < atOnce) {
      running += 1
      return
    }
    if (waiting.length >= waitingMax) {
      throw new ServiceError(
        'unavailable',
        'Too many people log in at once. Try again in some seconds.',
      )
    }
    // Whoever finishes hands over the place, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function done(): void {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return async (work) => {
    await turn()
    try {
      return await work()
    } finally {
      done()
    }
  }
}
