import { describe, expect, it } from '@jest/globals'
import { HOUR_MS, MINUTE_MS } from '../../core/kernel/clock.ts'
import { differencesOf } from './crash-points.ts'
import { flows } from './flows.ts'
import { type Flaw, runFlow } from './run-flow.ts'

/** What the clock is off by, one reading after the other. */
const OFF_BY_MS = [0, HOUR_MS, -HOUR_MS, 7 * MINUTE_MS, -HOUR_MS]

const onJumpingClock: Flaw = (ports) => {
  let readings = 0
  const now = () => {
    readings += 1
    return ports.clock.now() + (OFF_BY_MS[readings % OFF_BY_MS.length] ?? 0)
  }
  return { ...ports, clock: { now } }
}

describe('A clock that jumps back and forth by an hour delays a flow and does not change its end', () => {
  it.each(flows)('$name', async (flow) => {
    // What was due at the furthest reading has come by then.
    const patient = { ...flow, restsAfterMs: flow.restsAfterMs + 6 * HOUR_MS }
    const calm = await runFlow(patient)
    const jumping = await runFlow(patient, undefined, onJumpingClock)
    expect(differencesOf(calm, jumping)).toEqual([])
  })
})
