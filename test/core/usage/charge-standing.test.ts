import { describe, expect, it } from '@jest/globals'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { chargeStanding } from '../../../core/usage/charge-standing.ts'
import { meteredWorld, TOPIC } from './metered-world.ts'

const AT = Date.UTC(2026, 4, 12)
const KNOWN = { chargedUntil: AT, bytes: 1_000, bytesSeenAt: AT, partitions: 3 }

describe('Storage and partitions', () => {
  it('are charged by what was seen last, from then until now', () => {
    const charge = chargeStanding(KNOWN, { bytes: 9_000, partitions: 4 }, AT + MINUTE_MS)
    expect(charge).toMatchObject({
      byteSeconds: 60_000n,
      partitionSeconds: 180n,
      bytesMissing: false,
    })
    expect(charge.next).toEqual({
      chargedUntil: AT + MINUTE_MS,
      bytes: 9_000,
      bytesSeenAt: AT + MINUTE_MS,
      partitions: 4,
    })
  })

  it('cost nothing at the first look', () => {
    const charge = chargeStanding(undefined, { bytes: 5, partitions: 1 }, AT)
    expect(charge).toMatchObject({ byteSeconds: 0n, partitionSeconds: 0n })
    expect(charge.next.chargedUntil).toBe(AT)
  })

  it('with a sample missed are not zero: the last size goes on, flagged', () => {
    const charge = chargeStanding(KNOWN, { bytes: null, partitions: 3 }, AT + MINUTE_MS)
    expect(charge).toMatchObject({ byteSeconds: 60_000n, bytesMissing: true })
    expect(charge.next).toMatchObject({ bytes: 1_000, bytesSeenAt: AT })
  })

  it('are not charged by a size that is more than a day old', () => {
    const now = AT + DAY_MS + MINUTE_MS
    const stale = { ...KNOWN, chargedUntil: now - MINUTE_MS }
    const charge = chargeStanding(stale, { bytes: null, partitions: 3 }, now)
    expect(charge).toMatchObject({ byteSeconds: 0n, bytesMissing: true, partitionSeconds: 180n })
  })

  it('after a gap are charged by the smaller of both ends', () => {
    const more = chargeStanding(KNOWN, { bytes: 5_000, partitions: 9 }, AT + 10 * MINUTE_MS)
    expect(more).toMatchObject({ byteSeconds: 600_000n, partitionSeconds: 1_800n })
    const less = chargeStanding(KNOWN, { bytes: 10, partitions: 1 }, AT + 10 * MINUTE_MS)
    expect(less).toMatchObject({ byteSeconds: 6_000n, partitionSeconds: 600n })
  })

  it('after more than a day without a look are not charged for it, flagged', () => {
    const charge = chargeStanding(KNOWN, { bytes: 10, partitions: 1 }, AT + DAY_MS + 1)
    expect(charge).toMatchObject({ byteSeconds: 0n, partitionSeconds: 0n, timeMissing: true })
  })

  it('while the clock is behind are not charged, and never paid back', () => {
    const back = chargeStanding(KNOWN, { bytes: 1_000, partitions: 3 }, AT - 10 * MINUTE_MS)
    expect(back).toMatchObject({ byteSeconds: 0n, partitionSeconds: 0n, timeMissing: false })
    expect(back.next.chargedUntil).toBe(AT)
  })

  it('are charged in whole seconds, and the rest is not lost', () => {
    let { next, partitionSeconds: sum } = chargeStanding(KNOWN, { bytes: 0, partitions: 1 }, AT)
    for (let n = 1; n <= 100; n += 1) {
      const charge = chargeStanding(next, { bytes: 0, partitions: 1 }, AT + n * 333)
      next = charge.next
      sum += charge.partitionSeconds
    }
    expect(sum).toBe(BigInt(Math.floor((100 * 333) / SECOND_MS)))
  })

  it('of a topic end with its final reading', async () => {
    const world = await meteredWorld()
    world.addTopic(TOPIC, { bytes: 100, partitions: 2 })
    await world.passLater()
    world.setNow(world.clock.now() + 30 * SECOND_MS)
    await world.finalReadings.take('cl_1', [TOPIC])
    world.cell.facts.delete(TOPIC)
    await world.passLater()
    const { quantities } = await world.billed()
    expect(quantities).toMatchObject({ storage_byte_hours: 3_000n, partition_hours: 60n })
  })

  it('are flagged when the size of a single topic is not known', async () => {
    const world = await meteredWorld()
    world.addTopic(TOPIC, { bytes: 100 })
    world.addTopic(`${TOPIC}-2`, { bytes: 50 })
    await world.passLater()
    world.addTopic(`${TOPIC}-2`, { bytes: null })
    await world.passLater()
    await world.passLater()
    const { quantities, incomplete } = await world.billed()
    expect(quantities.storage_byte_hours).toBe(18_000n)
    expect(incomplete).toEqual(['storage_byte_hours'])
  })
})
