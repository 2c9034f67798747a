import { type Summary, summaryOf } from '../../../bench/percentiles.ts'
import { leadersOf } from '../parties/leaders-of.ts'
import { allFloods } from './all-floods.ts'
import type { Flood, FloodParty } from './flood.ts'
import { type Neighbour, startNeighbour } from './neighbour.ts'

const BEFORE_MS = 1_500
const DURING_MS = 2_500
/** A send that a flood stops altogether is given up for the next flood to be tried at all. */
const PATIENCE_MS = 30_000

/** How long the neighbour's sends took before a flood and during it. */
export interface Flooded {
  readonly name: string
  readonly did: string
  readonly before: Summary
  readonly during: Summary
}

/**
 * Tries every flood for some seconds while the neighbour goes on producing. All floods go to one broker, which takes the
 * attacker's records; the neighbour sends to every partition of its topic.
 */
export async function tryFloods(
  neighbour: FloodParty,
  party: FloodParty,
  floods: readonly Flood[] = allFloods,
): Promise<Flooded[]> {
  const [address = party.address] = await leadersOf(party, party.topic)
  const attacker = { ...party, address }
  const sending = await startNeighbour(neighbour, neighbour.topic)
  try {
    await sending.latenciesMs(BEFORE_MS)
    const results: Flooded[] = []
    for (const flood of floods) {
      const before = summaryOf(await sending.latenciesMs(BEFORE_MS))
      const underWay = await flood.start(attacker)
      const during = await measured(sending)
      results.push({ name: flood.name, before, during, did: await underWay.stop() })
    }
    return results
  } finally {
    await sending.stop()
  }
}

async function measured(sending: Neighbour): Promise<Summary> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stuck = new Promise<number[]>((resolve) => {
    timer = setTimeout(() => resolve([PATIENCE_MS]), PATIENCE_MS)
  })
  const latencies = await Promise.race([sending.latenciesMs(DURING_MS), stuck])
  clearTimeout(timer)
  return summaryOf(latencies)
}
