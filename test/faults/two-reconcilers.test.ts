import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { SECOND_MS } from '../../core/kernel/clock.ts'
import { settleCell } from '../../core/reconcile/settle.ts'
import { settleWaiting } from '../../core/reconcile/settle-waiting.ts'
import { keyed, once } from '../core/fixtures/requests.ts'
import { letTimePass } from '../core/fixtures/schedule.ts'
import { CELL, coreWorld, type Ports, type World } from '../core/fixtures/world.ts'
import { endStateOf } from './end-state.ts'
import { type Flow, flows } from './flows.ts'
import { interleavedPorts } from './interleaved-ports.ts'
import { requestsAmong, type Step } from './steps.ts'

const theTenant = ({ database }: World) => [...database.tenants.values()][0]

async function pass(ports: Ports): Promise<void> {
  await settleWaiting(ports)
  await settleCell(ports, CELL.id)
}

async function ask(world: World, ports: Ports, step: Step, key: string): Promise<void> {
  await once(ports, keyed(key), async (asked) => await step(ports, asked, theTenant(world)))
}

/** Two passes and the requests of a flow at once, in the order of the scheduler's choice; then the schedule alone. */
async function race(flow: Flow, scheduler: fc.Scheduler): Promise<readonly string[]> {
  const world = await coreWorld()
  for (const [n, step] of flow.given.entries()) {
    await ask(world, world, step, `given ${n}`)
    await letTimePass(world, SECOND_MS)
  }
  const [first, ...others] = flow.steps
  if (first !== undefined) await ask(world, world, first, 'first')
  const caller = interleavedPorts(world, scheduler, 'caller')
  const asking = async () => {
    for (const [n, step] of others.entries()) await ask(world, caller, step, `other ${n}`)
  }
  const passes = ['one', 'two'].map((who) => pass(interleavedPorts(world, scheduler, who)))
  await scheduler.waitFor(Promise.all([...passes, asking()]))
  await letTimePass(world, flow.restsAfterMs)
  const requests = requestsAmong([...flow.given, ...flow.steps])
  const { faults } = await endStateOf(world, requests)
  return faults
}

describe('Two reconcilers at once, in any order of their calls, leave the cluster as it should be', () => {
  it.each(flows)('$name', async (flow) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        expect(await race(flow, scheduler)).toEqual([])
      }),
      { numRuns: 60, seed: 1 },
    )
  })
})
