/** One call of a port: `tenants.declare`, `admin.putUsers`. */
export interface Fault {
  /** Which call, counted from 0 over all ports. */
  readonly at: number
  /** Before: the call never took effect. After: it did, and the answer is lost. */
  readonly when: 'before' | 'after'
  readonly error: Error
  /** How many calls from `at` on are struck; one unless said. */
  readonly calls?: number
  /** Only calls that begin like this are struck, and counted. */
  readonly port?: string
}

/** The process is gone: whatever it still tries has no effect. */
export class Killed extends Error {}

export interface CallLedger {
  /** Every call that was begun, in order. */
  readonly calls: readonly string[]
  /** Those that were struck. */
  readonly struck: readonly string[]
  through<R>(name: string, call: () => R): R
}

/** Counts the calls of one process and strikes those that the fault names. */
export function callLedger(fault?: Fault): CallLedger {
  const calls: string[] = []
  const struck: string[] = []
  let counted = 0
  let dead = false

  function strikes(name: string): boolean {
    if (fault === undefined || !name.startsWith(fault.port ?? '')) return false
    const n = counted
    counted += 1
    return n >= fault.at && n < fault.at + (fault.calls ?? 1)
  }

  function strike(name: string): Error {
    struck.push(name)
    if (fault === undefined) throw new Error('Nothing strikes without a fault.')
    if (fault.error instanceof Killed) dead = true
    return fault.error
  }

  function through<R>(name: string, call: () => R): R {
    if (dead) throw new Killed(`${name} of a process that is gone`)
    const mine = strikes(name)
    calls.push(name)
    if (mine && fault?.when === 'before') throw strike(name)
    const answer = call()
    if (!mine) return answer
    if (!(answer instanceof Promise)) throw strike(name)
    // Dead from this moment, not from when the answer arrives: nothing that was sent beside it is heard either.
    const lost = strike(name)
    return answer.then(() => Promise.reject(lost)) as R
  }

  return { calls, struck, through }
}
