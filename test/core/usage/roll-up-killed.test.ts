import { describe, expect, it } from '@jest/globals'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'
import type { MeterStore } from '../../../core/usage/meter-ports.ts'
import { rollUp } from '../../../core/usage/roll-up.ts'
import { CELL, meteredWorld, NOON, OTHER, TENANT, TOPIC } from './metered-world.ts'

const WRITES = ['putWindows', 'setRolledUntil'] as const

/** Two tenants at work over midnight, not rolled up yet. */
async function setup() {
  const world = await meteredWorld(NOON + 10 * HOUR_MS)
  const topics = [TOPIC, `${OTHER}.orders`]
  for (const name of topics) world.addTopic(name, { bytes: 10 })
  await world.rollUp()
  for (let step = 0; step < 16; step += 1) {
    for (const [n, name] of topics.entries()) world.cell.move('b1', name, 'in', 100 * step + n)
    await world.passLater(15 * MINUTE_MS)
  }
  world.setNow(world.clock.now() + HOUR_MS)
  const shown = async () => {
    const all: unknown[] = []
    for (const tenant of [TENANT, OTHER])
      for (const resolution of ['hour', 'day'] as const)
        all.push(await world.records(resolution, NOON - DAY_MS, NOON + 2 * DAY_MS, tenant))
    return all
  }
  return { world, shown }
}

/** Throws at the write of that number, before it is done or after; counts them. */
function killing(meter: MeterStore, at: number, when: 'before' | 'after') {
  const count = { writes: 0 }
  const struck = async <T>(work: () => Promise<T>): Promise<T> => {
    const isMine = count.writes === at
    count.writes += 1
    if (isMine && when === 'before') throw new Error('killed')
    const answer = await work()
    if (isMine) throw new Error('killed')
    return answer
  }
  const store: MeterStore = {
    ...meter,
    putWindows: (windows) => struck(() => meter.putWindows(windows)),
    setRolledUntil: (cell, until) => struck(() => meter.setRolledUntil(cell, until)),
  }
  return { store, count }
}

describe('Rolling up', () => {
  it.each(['before', 'after'] as const)(
    'that is killed %s any write shows the same as one that was not, once it ran again',
    async (when) => {
      const { world: whole, shown } = await setup()
      const { store, count } = killing(whole.meter, -1, when)
      const untouched = await shown()
      await rollUp({ meter: store, clock: whole.clock }, CELL)
      await whole.rollUp()
      const expected = await shown()
      expect(expected).toEqual(untouched)
      expect(count.writes).toBeGreaterThan(WRITES.length)
      for (let at = 0; at < count.writes; at += 1) {
        const { world, shown: shownThere } = await setup()
        const { store: killed } = killing(world.meter, at, when)
        await expect(rollUp({ meter: killed, clock: world.clock }, CELL)).rejects.toThrow('killed')
        await world.rollUp()
        await world.rollUp()
        expect(await shownThere()).toEqual(expected)
      }
    },
  )
})
