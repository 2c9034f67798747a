import { describe, expect, it } from '@jest/globals'
import { MINUTE_MS } from '../../../core/kernel/clock.ts'
import { NOON, TOPIC, withReading } from './metered-world.ts'

// The meter, where a reading may say less than there was.
describe('The meter', () => {
  it('flags a counter that went away unread with its leader, where nobody counts the changes of leaders', async () => {
    const world = await withReading()
    world.cell.addBroker('b2', NOON - MINUTE_MS)
    world.addTopic(TOPIC, { leaders: ['b1'], leaderChanges: null })
    await world.passLater()
    const before = await world.billed()
    expect(before.incomplete).toEqual([])
    world.cell.move('b1', TOPIC, 'in', 700)
    world.cell.resign('b1', TOPIC)
    world.cell.move('b2', TOPIC, 'in', 20)
    world.addTopic(TOPIC, { leaders: ['b2'], leaderChanges: null })
    expect(await world.passLater()).toMatchObject({ lostTopics: 1 })
    const after = await world.billed()
    expect(after.quantities.bytes_in).toBe(1_020n)
    expect(after.incomplete).toEqual(['bytes_in', 'bytes_out'])
  })

  it('does not take a broker that is behind for a leader that moved', async () => {
    const world = await withReading()
    world.addTopic(TOPIC, { leaders: ['b1'], leaderChanges: 2 })
    await world.passLater()
    for (const leaderChanges of [1, 2, 0, 2]) {
      world.addTopic(TOPIC, { leaders: ['b1'], leaderChanges })
      expect(await world.passLater()).toMatchObject({ lostTopics: 0 })
    }
  })

  it('flags a topic that was used on after its final reading, and then ended', async () => {
    const world = await withReading()
    await world.finalReadings.take('cl_1', [TOPIC])
    world.cell.move('b1', TOPIC, 'in', 30)
    expect(await world.passLater()).toMatchObject({ lostTopics: 0 })
    expect((await world.billed()).incomplete).toEqual([])
    world.cell.move('b1', TOPIC, 'in', 400)
    world.cell.facts.delete(TOPIC)
    world.cell.resign('b1', TOPIC)
    expect(await world.passLater()).toMatchObject({ lostTopics: 1 })
    expect((await world.billed()).quantities.bytes_in).toBe(1_030n)
    expect((await world.billed()).incomplete).toContain('bytes_in')
  })

  it('takes an answer without the broker’s beginning, which it told before, for a part of one', async () => {
    const world = await withReading()
    const { read } = world.cell.counters
    world.cell.counters.read = async (brokerId, visit) => {
      await read(brokerId, (name, counter, value) => visit(name, counter, value / 2))
      return { startedAt: null, totals: null }
    }
    world.cell.move('b1', TOPIC, 'in', 600)
    expect(await world.passLater()).toMatchObject({ disturbed: true, lostTopics: 0 })
    expect((await world.billed()).quantities.bytes_in).toBe(1_000n)
    world.cell.counters.read = read
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(1_600n)
  })

  it('takes a final reading again that another collector overtook', async () => {
    const world = await withReading()
    const { read } = world.cell.counters
    world.cell.counters.read = async (brokerId, visit) => {
      world.cell.counters.read = read
      const answer = await read(brokerId, visit)
      world.cell.move('b1', TOPIC, 'in', 300)
      await world.pass()
      world.cell.move('b1', TOPIC, 'in', 50)
      return answer
    }
    await world.finalReadings.take('cl_1', [TOPIC])
    world.cell.facts.delete(TOPIC)
    world.cell.resign('b1', TOPIC)
    expect(await world.passLater()).toMatchObject({ lostTopics: 0 })
    expect((await world.billed()).quantities.bytes_in).toBe(1_350n)
    expect((await world.billed()).incomplete).toEqual([])
  })
})
