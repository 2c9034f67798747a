import { describe, expect, it } from '@jest/globals'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Fault } from './call-ledger.ts'
import { differencesOf } from './crash-points.ts'
import { type Flow, flows } from './flows.ts'
import { runFlow } from './run-flow.ts'

const unavailable = () => new ServiceError('unavailable', 'No answer in time.')
const conflict = () => new ServiceError('conflict', 'It was changed by somebody else meanwhile.')

interface Trouble {
  readonly name: string
  /** The calls that it can strike, by how they begin; counted among themselves. */
  readonly port: string
  readonly fault: () => Pick<Fault, 'when' | 'error' | 'calls'>
}

const troubles: readonly Trouble[] = [
  {
    name: 'a broker that answers after the time-out',
    port: 'admin.',
    fault: () => ({ when: 'after', error: unavailable() }),
  },
  {
    name: 'a cluster that throttles ten calls in a row',
    port: 'admin.',
    fault: () => ({ when: 'before', error: unavailable(), calls: 10 }),
  },
  {
    name: 'a cluster that cannot be administered for a while',
    port: 'admins.',
    fault: () => ({ when: 'before', error: unavailable(), calls: 5 }),
  },
  {
    name: 'secrets that cannot be stored for a while',
    port: 'secrets.',
    fault: () => ({ when: 'before', error: unavailable(), calls: 3 }),
  },
  {
    name: 'secrets whose store answers too late',
    port: 'secrets.',
    fault: () => ({ when: 'after', error: unavailable() }),
  },
  {
    name: 'a store that refuses the transaction of a declaration four times',
    port: 'tenants.declare',
    fault: () => ({ when: 'before', error: conflict(), calls: 4 }),
  },
  {
    name: 'a store that takes a declaration and says it could not',
    port: 'tenants.declare',
    fault: () => ({ when: 'after', error: unavailable() }),
  },
  {
    name: 'a store that refuses the transaction of a pass four times',
    port: 'tenants.settle',
    fault: () => ({ when: 'before', error: conflict(), calls: 4 }),
  },
  {
    name: 'a store that takes the transaction of a pass and says conflict',
    port: 'tenants.settle',
    fault: () => ({ when: 'after', error: conflict() }),
  },
]

/** Strikes each call of the port in turn; answers how often it struck and what ended otherwise. */
async function troubleEverywhere(flow: Flow, { port, fault }: Trouble) {
  const calm = await runFlow(flow)
  const points = calm.ledger.calls.filter((call) => call.startsWith(port)).length
  const found: string[] = []
  let struck = 0
  for (let at = 0; at < points; at += 1) {
    const run = await runFlow(flow, { at, port, ...fault() })
    struck += run.ledger.struck.length
    found.push(...differencesOf(calm, run).map((difference) => `call ${at + 1}: ${difference}`))
  }
  return { points, struck, found }
}

describe.each(troubles)('With $name', (trouble) => {
  it.each(flows)('$name ends as without', async (flow) => {
    const { points, struck, found } = await troubleEverywhere(flow, trouble)
    expect(found.slice(0, 6)).toEqual([])
    expect(struck).toBeGreaterThanOrEqual(points)
  })
})
