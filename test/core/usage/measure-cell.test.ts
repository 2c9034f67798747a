import { describe, expect, it } from '@jest/globals'
import { MINUTE_MS } from '../../../core/kernel/clock.ts'
import { meteredWorld, NOON, OTHER, TENANT, TOPIC, withReading } from './metered-world.ts'

describe('The meter', () => {
  it('bills what was moved between two readings, in and out', async () => {
    const world = await withReading()
    world.cell.move('b1', TOPIC, 'in', 234)
    world.cell.move('b1', TOPIC, 'out', 77)
    await world.passLater()
    expect((await world.billed()).quantities).toMatchObject({ bytes_in: 1_234n, bytes_out: 77n })
    expect((await world.billed()).incomplete).toEqual([])
  })

  it('takes the first sample of a cell as baseline and bills nothing of it', async () => {
    const world = await meteredWorld()
    world.cell.addBroker('b2', NOON - MINUTE_MS)
    world.addTopic(TOPIC)
    world.cell.move('b2', TOPIC, 'in', 5_000)
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(0n)
    world.cell.move('b2', TOPIC, 'in', 1)
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(1n)
  })

  it('bills all that a broker counted which began after the metering did', async () => {
    const world = await meteredWorld()
    world.cell.addBroker('b2', NOON + 1)
    world.addTopic(TOPIC)
    world.cell.move('b2', TOPIC, 'in', 5_000)
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(5_000n)
  })

  it('bills a broker restart between scrapes from zero, and flags what may be lost', async () => {
    const world = await withReading()
    world.cell.restart('b1', NOON + MINUTE_MS)
    world.cell.move('b1', TOPIC, 'in', 1_500)
    expect(await world.passLater()).toMatchObject({ disturbed: true })
    expect((await world.billed()).quantities.bytes_in).toBe(2_500n)
    expect((await world.billed()).incomplete).toEqual(['bytes_in', 'bytes_out'])
  })

  it('bills no more than what was read when a broker is killed with bytes not yet scraped', async () => {
    const world = await withReading()
    world.cell.move('b1', TOPIC, 'in', 600)
    world.cell.restart('b1', NOON + MINUTE_MS)
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(1_000n)
    expect((await world.billed()).incomplete).toContain('bytes_in')
  })

  it('bills a counter reset without a restart from zero, and flags it', async () => {
    const world = await withReading()
    world.cell.resign('b1', TOPIC)
    world.cell.move('b1', TOPIC, 'in', 10)
    expect(await world.passLater()).toMatchObject({ lostTopics: 1 })
    expect((await world.billed()).quantities.bytes_in).toBe(1_010n)
    expect((await world.billed()).incomplete).toContain('bytes_in')
  })

  it('bills a leader moved to another broker on both, and back again', async () => {
    const world = await withReading()
    world.cell.addBroker('b2', NOON - MINUTE_MS)
    await world.passLater()
    for (const [from, to] of [
      ['b1', 'b2'],
      ['b2', 'b1'],
    ] as const) {
      world.cell.resign(from, TOPIC)
      world.cell.move(to, TOPIC, 'in', 3_000)
      await world.passLater()
      await world.passLater()
    }
    expect((await world.billed()).quantities.bytes_in).toBe(7_000n)
  })

  it('flags and counts a leader that moved on before its counter was ever read', async () => {
    const world = await withReading()
    world.cell.addBroker('b2', NOON - MINUTE_MS)
    world.cell.addBroker('b3', NOON - MINUTE_MS)
    await world.passLater()
    world.cell.move('b2', TOPIC, 'in', 700)
    world.cell.resign('b2', TOPIC)
    world.cell.move('b3', TOPIC, 'in', 20)
    world.addTopic(TOPIC, { leaders: ['b1', 'b3'], leaderChanges: 2 })
    expect(await world.passLater()).toMatchObject({ lostTopics: 1 })
    expect((await world.billed()).quantities.bytes_in).toBe(1_020n)
    expect((await world.billed()).incomplete).toEqual(['bytes_in', 'bytes_out'])
    expect(await world.passLater()).toMatchObject({ lostTopics: 0 })
  })

  it('flags a new topic whose leader moved before anybody looked, and not one whose leader stayed', async () => {
    const world = await withReading()
    world.addTopic(`${OTHER}.orders`, { leaderChanges: 1 })
    world.addTopic(`${TENANT}.calm`)
    expect(await world.passLater()).toMatchObject({ lostTopics: 1 })
    expect((await world.billed(OTHER)).incomplete).toContain('bytes_in')
    expect((await world.billed(TENANT)).incomplete).toEqual([])
  })

  it('does not bill all of a counter again that one scrape did not show', async () => {
    const world = await withReading()
    const { read } = world.cell.counters
    world.cell.counters.read = async () => ({ startedAt: NOON - MINUTE_MS, totals: null })
    await world.passLater()
    world.cell.counters.read = read
    world.cell.move('b1', TOPIC, 'in', 5)
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(1_005n)
    expect((await world.billed()).incomplete).toContain('bytes_in')
  })

  it('makes up for missed scrapes with the next one, and flags the gap', async () => {
    const world = await withReading()
    world.cell.move('b1', TOPIC, 'in', 40)
    await world.passLater(7 * MINUTE_MS)
    expect((await world.billed()).quantities.bytes_in).toBe(1_040n)
    expect((await world.billed()).incomplete).toContain('bytes_in')
  })

  it('bills what one broker shows while another does not answer, and flags it', async () => {
    const world = await withReading()
    world.cell.addBroker('b2', NOON + 1)
    await world.passLater()
    world.cell.move('b2', TOPIC, 'in', 40)
    world.cell.setUp('b2', false)
    world.cell.move('b1', TOPIC, 'in', 5)
    expect(await world.passLater()).toMatchObject({ brokersMissed: 1, disturbed: true })
    expect((await world.billed()).quantities.bytes_in).toBe(1_005n)
    expect((await world.billed()).incomplete).toContain('bytes_in')
    world.cell.setUp('b2', true)
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(1_045n)
  })

  it('bills nothing twice in a duplicated run within a minute', async () => {
    const world = await withReading()
    await world.pass()
    await world.pass()
    expect((await world.billed()).quantities.bytes_in).toBe(1_000n)
  })

  it('bills once when two collectors look at the same time', async () => {
    const world = await withReading()
    world.cell.move('b1', TOPIC, 'in', 500)
    const [a, b] = await Promise.all([world.pass(), world.pass()])
    expect(a.written + b.written).toBe(1)
    expect(a.overtaken + b.overtaken).toBe(1)
    expect((await world.billed()).quantities.bytes_in).toBe(1_500n)
  })

  it('refuses readings that are older than those which came in while it looked', async () => {
    const world = await withReading()
    const { read } = world.cell.counters
    world.cell.counters.read = async (brokerId, visit) => {
      const answer = await read(brokerId, visit)
      world.cell.counters.read = read
      world.cell.move('b1', TOPIC, 'in', 300)
      await world.pass()
      return answer
    }
    expect(await world.pass()).toMatchObject({ written: 0, overtaken: 1 })
    expect((await world.billed()).quantities.bytes_in).toBe(1_300n)
  })

  it('leaves internal and probe topics out', async () => {
    const world = await meteredWorld()
    for (const name of ['__consumer_offsets', '__transaction_state', 'headgate-probe', 'orders']) {
      world.addTopic(name)
      world.cell.move('b1', name, 'in', 10)
    }
    await world.passLater()
    const chunks = await world.meter.chunks('cl_1')
    expect(chunks.flatMap((chunk) => chunk.tenants)).toEqual([])
  })

  it('keeps tenants apart', async () => {
    const world = await withReading()
    world.addTopic(`${OTHER}.orders`)
    world.cell.move('b1', `${OTHER}.orders`, 'in', 3)
    await world.passLater()
    expect((await world.billed(OTHER)).quantities.bytes_in).toBe(3n)
    expect((await world.billed(TENANT)).quantities.bytes_in).toBe(1_000n)
  })
})
