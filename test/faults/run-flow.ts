import { SECOND_MS } from '../../core/kernel/clock.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import { keyed, once } from '../core/fixtures/requests.ts'
import { letTimePass, round, settleUntil } from '../core/fixtures/schedule.ts'
import { coreWorld, type Ports, type World } from '../core/fixtures/world.ts'
import { type CallLedger, callLedger, type Fault, Killed } from './call-ledger.ts'
import { countedPorts } from './counted-ports.ts'
import { type EndState, endStateOf } from './end-state.ts'
import type { Flow } from './flows.ts'
import { requestsAmong, type Step } from './steps.ts'

export interface Run {
  /** The calls of the process that was to be struck. */
  readonly ledger: CallLedger
  readonly end: EndState
}

/** What is wrong with the code on purpose, to see that the harness notices. */
export type Flaw = (ports: Ports) => Ports

const AS_IT_IS: Flaw = (ports) => ports
/** A caller who hears "unavailable" tries again, and not for ever. */
const REQUEST_TRIES = 8

/**
 * Goes through a flow once. The first process is struck by the fault; if it dies, one with nothing but the stores takes
 * over: the caller repeats a request that was not answered under the same key, and the rest is the schedule's.
 */
export async function runFlow(flow: Flow, fault?: Fault, flaw: Flaw = AS_IT_IS): Promise<Run> {
  const world = await coreWorld()
  for (const [n, step] of flow.given.entries()) {
    await request(world, world, step, `before ${n}`)
    await letTimePass(world, SECOND_MS)
  }
  const ledger = callLedger(fault)
  const first = countedPorts(flaw(world), ledger)
  let ports = first
  const unlessKilled = async (part: (ports: Ports) => Promise<unknown>): Promise<boolean> => {
    try {
      await part(ports)
      return true
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      ports = flaw(world)
      return false
    }
  }
  for (const [n, step] of flow.steps.entries()) {
    const answered = await unlessKilled((ports) => request(world, ports, step, `request ${n}`))
    if (!answered) await request(world, ports, step, `request ${n}`)
    if (n < flow.steps.length - 1 && ports === first) await unlessKilled(round)
  }
  const restsAt = world.clock.now() + flow.restsAfterMs
  const rested = await unlessKilled((ports) => settleUntil(world, restsAt, ports))
  if (!rested) await settleUntil(world, restsAt, ports)
  const requests = requestsAmong([...flow.given, ...flow.steps])
  return { ledger, end: await endStateOf(world, requests) }
}

/** As a careful client asks: the same key each time, again after an error that is not its own fault. */
async function request(world: World, ports: Ports, step: Step, key: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      const [tenant] = world.database.tenants.values()
      await once(ports, keyed(key), async (asked) => await step(ports, asked, tenant))
      return
    } catch (error) {
      if (!isServiceError(error, 'unavailable') || tries === REQUEST_TRIES) throw error
    }
  }
}
