import { type Fault, Killed } from './call-ledger.ts'
import { differences } from './end-state.ts'
import type { Flow } from './flows.ts'
import { type Flaw, type Run, runFlow } from './run-flow.ts'

/** What came of crashing one flow at every call of it, on either side of the call. */
export interface Crashes {
  readonly flow: string
  /** The calls of a run without a crash. */
  readonly calls: readonly string[]
  readonly injected: Readonly<Record<Fault['when'], number>>
  /** Crashes that did not strike the call that they were meant for. */
  readonly missed: readonly string[]
  /** What is wrong without any crash, and what ended otherwise because of one. */
  readonly differences: readonly string[]
}

const SIDES = ['before', 'after'] as const

/** Crashes the flow before and after each of its calls, in a world of its own each time. */
export async function crashEverywhere(flow: Flow, flaw?: Flaw): Promise<Crashes> {
  const calm = await runFlow(flow, undefined, flaw)
  const { calls } = calm.ledger
  const injected = { before: 0, after: 0 }
  const missed: string[] = []
  const found: string[] = [...calm.end.faults]
  for (const [at, call] of calls.entries()) {
    for (const when of SIDES) {
      const point = `${flow.name}, killed ${when} ${call} (call ${at + 1})`
      try {
        const run = await runFlow(flow, { at, when, error: new Killed(point) }, flaw)
        injected[when] += run.ledger.struck.length
        if (run.ledger.struck.join() !== call) missed.push(point)
        found.push(...differencesOf(calm, run).map((difference) => `${point}: ${difference}`))
      } catch (error) {
        found.push(`${point}: ${String(error)}`)
      }
    }
  }
  return { flow: flow.name, calls, injected, missed, differences: found }
}

export function differencesOf(calm: Run, run: Run): readonly string[] {
  return differences(calm.end, run.end, 'as without the fault')
}
