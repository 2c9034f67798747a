import { describe, expect, it } from '@jest/globals'
import { MINUTE_MS } from '../../../core/kernel/clock.ts'
import { TOPIC, withReading } from './metered-world.ts'

// The meter, when topics end.
describe('The meter', () => {
  it.each([200, 1_000, 9_000])(
    'bills a topic deleted and made again with the same name from zero (%d bytes)',
    async (bytes) => {
      const world = await withReading()
      await world.finalReadings.take('cl_1', [TOPIC])
      world.cell.resign('b1', TOPIC)
      world.addTopic(TOPIC, { topicId: 'other-id' })
      world.cell.move('b1', TOPIC, 'in', bytes)
      await world.passLater()
      expect((await world.billed()).quantities.bytes_in).toBe(BigInt(1_000 + bytes))
      expect((await world.billed()).incomplete).toEqual([])
    },
  )

  it('is not misled by a broker that is behind and shows the topic of before', async () => {
    const world = await withReading()
    world.cell.resign('b1', TOPIC)
    world.addTopic(TOPIC, { topicId: 'other-id' })
    world.cell.move('b1', TOPIC, 'in', 2_000)
    await world.passLater()
    for (const topicId of ['first-id', 'other-id']) {
      world.addTopic(TOPIC, { topicId })
      await world.passLater()
    }
    world.cell.facts.delete(TOPIC)
    await world.passLater()
    world.addTopic(TOPIC, { topicId: 'other-id' })
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(3_000n)
  })

  it('bills a tenant deleted mid-window up to the final scrape, and nothing after', async () => {
    const world = await withReading()
    world.cell.move('b1', TOPIC, 'in', 50)
    await world.finalReadings.take('cl_1', [TOPIC])
    world.cell.facts.delete(TOPIC)
    world.cell.resign('b1', TOPIC)
    await world.passLater()
    await world.passLater()
    expect((await world.billed()).quantities.bytes_in).toBe(1_050n)
    expect((await world.billed()).incomplete).toEqual([])
  })

  it('flags a topic that ended without a final reading', async () => {
    const world = await withReading()
    world.cell.facts.delete(TOPIC)
    world.cell.resign('b1', TOPIC)
    expect(await world.passLater()).toMatchObject({ lostTopics: 1 })
    expect((await world.billed()).incomplete).toContain('bytes_in')
  })

  it('lets a topic go when the cluster cannot be read for its final reading, and says so', async () => {
    const world = await withReading()
    world.cell.setUp('b1', false)
    await world.finalReadings.take('cl_1', [TOPIC])
    world.cell.topics = async () => {
      throw new Error('the cluster is broken')
    }
    await world.finalReadings.take('cl_1', [TOPIC])
    expect(world.reported).toEqual([new Error('the cluster is broken')])
    expect((await world.billed()).incomplete).toContain('bytes_in')
  })

  it('forgets a topic that is gone after a day, and its tenant', async () => {
    const world = await withReading()
    await world.finalReadings.take('cl_1', [TOPIC])
    world.cell.facts.delete(TOPIC)
    world.cell.resign('b1', TOPIC)
    await world.passLater()
    await world.passLater(25 * 60 * MINUTE_MS)
    const chunks = await world.meter.chunks('cl_1')
    expect(chunks.flatMap((chunk) => chunk.tenants)).toEqual([])
  })
})
