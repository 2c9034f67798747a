import { describe, expect, it } from '@jest/globals'
import { DAY_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'
import { meteredWorld, NOON, TOPIC, withReading } from './metered-world.ts'

type World = Awaited<ReturnType<typeof meteredWorld>>

const countedIn = async ({ meter }: World) =>
  (await meter.totals('cl_1'))?.months.map(({ month, in: bytes }) => [month, bytes])

describe('What the brokers of a cell count in all', () => {
  it('is counted beside what tenants used, with what belongs to nobody', async () => {
    const world = await withReading()
    world.cell.move('b1', TOPIC, 'in', 500)
    world.cell.move('b1', '__consumer_offsets', 'in', 30)
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(1_500n)
    expect(await countedIn(world)).toEqual([['2026-05', 1_530n]])
  })

  it('begins with the metering, and goes on from zero after a restart', async () => {
    const world = await meteredWorld()
    world.cell.addBroker('b2', NOON - MINUTE_MS)
    world.cell.move('b2', TOPIC, 'in', 9_000)
    await world.passLater()
    expect(await countedIn(world)).toEqual([['2026-05', 0n]])
    world.cell.move('b2', TOPIC, 'in', 20)
    await world.passLater()
    world.cell.restart('b2', NOON + MINUTE_MS)
    world.cell.move('b2', TOPIC, 'in', 5)
    await world.passLater()
    expect(await countedIn(world)).toEqual([['2026-05', 25n]])
  })

  it('waits for a broker that does not answer, and stands in the month of the later reading', async () => {
    const world = await withReading()
    world.cell.move('b1', TOPIC, 'in', 7)
    world.cell.setUp('b1', false)
    await world.passLater()
    world.cell.setUp('b1', true)
    await world.passLater(20 * DAY_MS)
    expect(await countedIn(world)).toEqual([
      ['2026-05', 1_000n],
      ['2026-06', 7n],
    ])
  })

  it('is counted once by two collectors', async () => {
    const world = await withReading()
    world.cell.move('b1', TOPIC, 'in', 7)
    await Promise.all([world.pass(), world.pass()])
    expect(await countedIn(world)).toEqual([['2026-05', 1_007n]])
  })
})
