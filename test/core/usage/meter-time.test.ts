import { describe, expect, it } from '@jest/globals'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { pagesOf } from '../fixtures/pages-of.ts'
import { meteredWorld, NOON, ofMeter, TENANT, TOPIC } from './metered-world.ts'

/** A topic that has moved nothing yet, on a cell metered since a minute before `at`. */
async function worldAt(at: number) {
  const world = await meteredWorld(at - MINUTE_MS)
  world.addTopic(TOPIC)
  await world.passLater()
  return world
}

describe('Windows', () => {
  it.each([
    ['a month', Date.UTC(2026, 5, 1)],
    ['a year', Date.UTC(2027, 0, 1)],
    ['a leap day', Date.UTC(2028, 1, 29)],
    ['the day after a leap day', Date.UTC(2028, 2, 1)],
    ['summer time in Europe', Date.UTC(2026, 2, 29, 1)],
    ['winter time in America', Date.UTC(2026, 10, 1, 6)],
  ])(
    'at the edge of %s begin at its first millisecond, that of the later reading',
    async (_, edge) => {
      const world = await worldAt(edge - 30 * SECOND_MS)
      world.cell.move('b1', TOPIC, 'in', 1)
      await world.passLater(30 * SECOND_MS - 1)
      world.cell.move('b1', TOPIC, 'in', 20)
      await world.passLater(1)
      const minutes = await world.records('minute', edge - MINUTE_MS, edge + MINUTE_MS)
      expect(ofMeter(minutes, 'bytes_in')).toEqual([
        [edge - MINUTE_MS, 1n],
        [edge, 20n],
      ])
    },
  )

  it('of hours and days are the sums of their minutes, before and after they are rolled up', async () => {
    const midnight = Date.UTC(2028, 1, 29)
    const world = await worldAt(midnight - 2 * MINUTE_MS)
    for (let minute = 0; minute < 125; minute += 1) {
      world.cell.move('b1', TOPIC, 'in', minute + 1)
      await world.passLater()
      if (minute % 7 === 0) await world.rollUp()
    }
    const [from, to] = [midnight - DAY_MS, midnight + DAY_MS]
    const read = async () => ({
      minutes: ofMeter(await world.records('minute', from, to), 'bytes_in'),
      hours: ofMeter(await world.records('hour', from, to), 'bytes_in'),
      days: ofMeter(await world.records('day', from, to), 'bytes_in'),
    })
    const before = await read()
    world.setNow(midnight + 5 * HOUR_MS)
    await world.rollUp()
    await world.rollUp()
    const after = await read()
    expect(after).toEqual(before)
    const sum = (rows: readonly (readonly (number | bigint)[])[]) =>
      rows.reduce((total, [, quantity]) => total + BigInt(quantity ?? 0), 0n)
    expect(sum(after.minutes)).toBe((125n * 126n) / 2n)
    expect(after.days).toEqual([
      [midnight - DAY_MS, 1n],
      [midnight, (125n * 126n) / 2n - 1n],
    ])
    expect(after.hours.map(([at]) => at)).toEqual([-1, 0, 1, 2].map((n) => midnight + n * HOUR_MS))
  })

  it('come page by page, each once', async () => {
    const world = await worldAt(NOON)
    for (let minute = 0; minute < 20; minute += 1) {
      world.cell.move('b1', TOPIC, 'in', 1)
      world.cell.move('b1', TOPIC, 'out', 1)
      await world.passLater()
    }
    const range = { tenantId: TENANT, resolution: 'minute' } as const
    const near = { ...range, from: NOON - DAY_MS, to: NOON + DAY_MS }
    const pages = await pagesOf((page) => world.ledger.list(near, page), 3)
    expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(3)
    const keys = pages.flat().map(({ windowStart, meter }) => `${windowStart} ${meter}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toHaveLength(20 * 3)
  })

  it('refuse a cursor that is not ours', async () => {
    const { ledger } = await worldAt(NOON)
    const range = { tenantId: 'aaaaaaaaaaaa', resolution: 'hour', from: 0, to: NOON } as const
    await expect(ledger.list(range, { limit: 1, after: 'x' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('A pass that was slow', () => {
  it('and writes into an hour after it was rolled up is in it all the same', async () => {
    const edge = NOON + HOUR_MS
    const world = await worldAt(edge - MINUTE_MS)
    world.setNow(edge + 10 * MINUTE_MS)
    await world.rollUp()
    world.cell.move('b1', TOPIC, 'in', 9)
    world.setNow(edge - 1)
    await world.pass()
    world.setNow(edge + HOUR_MS + 10 * MINUTE_MS)
    await world.rollUp()
    const hours = await world.records('hour', NOON, edge + HOUR_MS)
    expect(ofMeter(hours, 'bytes_in')).toEqual([[NOON, 9n]])
  })
})

describe('When the clock jumps', () => {
  it.each([
    ['an hour ahead', HOUR_MS],
    ['a year ahead', 365 * DAY_MS],
    ['an hour back', -HOUR_MS],
    ['a year back', -365 * DAY_MS],
  ])('%s and back, every byte is billed once and no time twice', async (_, jumpMs) => {
    const world = await worldAt(NOON)
    world.addTopic(TOPIC, { bytes: 10, partitions: 2 })
    await world.passLater()
    world.cell.move('b1', TOPIC, 'in', 5)
    await world.passLater(jumpMs)
    await world.rollUp()
    world.cell.move('b1', TOPIC, 'in', 7)
    await world.passLater(-jumpMs)
    for (let minute = 0; minute < 120; minute += 1) await world.passLater()
    const { quantities, incomplete } = await world.billed()
    expect(quantities.bytes_in).toBe(12n)
    expect(quantities.partition_hours).toBeLessThanOrEqual(2n * (122n * 60n) + 60n)
    expect(quantities.partition_hours).toBeGreaterThanOrEqual(2n * (119n * 60n))
    expect(quantities.storage_byte_hours).toBeLessThanOrEqual(10n * (122n * 60n))
    expect(incomplete).toContain('bytes_in')
  })

  it('back over an hour that was rolled up already, the hour is done again', async () => {
    const world = await worldAt(NOON + 59 * MINUTE_MS)
    world.cell.move('b1', TOPIC, 'in', 5)
    await world.passLater()
    await world.rollUp()
    world.setNow(NOON + 3 * HOUR_MS)
    await world.rollUp()
    world.setNow(NOON + HOUR_MS)
    world.cell.move('b1', TOPIC, 'in', 6)
    await world.passLater(MINUTE_MS)
    await world.rollUp()
    world.setNow(NOON + 4 * HOUR_MS)
    await world.rollUp()
    const hours = await world.records('hour', NOON, NOON + 5 * HOUR_MS)
    expect(ofMeter(hours, 'bytes_in')).toEqual([[NOON + HOUR_MS, 11n]])
  })
})
