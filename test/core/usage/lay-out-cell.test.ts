import { describe, expect, it } from '@jest/globals'
import { measureCell } from '../../../core/usage/measure-cell.ts'
import { memoryMeteredCell } from '../../../adapters/memory/memory-metered-cell.ts'
import { memoryMeterStore } from '../../../adapters/memory/memory-meter-store.ts'
import { MINUTE_MS } from '../../../core/kernel/clock.ts'
import { CELL, NOON } from './metered-world.ts'

const TENANTS = Array.from({ length: 420 }, (_, n) => `t${String(n).padStart(11, '0')}`)

/** A cell that has many tenants, which moved a thousand bytes each, before anybody meters it. */
function setup() {
  const cell = memoryMeteredCell()
  const meter = memoryMeterStore()
  let now = NOON
  const clock = { now: () => now }
  cell.addBroker('b1', NOON - MINUTE_MS)
  const move = (bytes: number) => {
    for (const id of TENANTS) cell.move('b1', `${id}.orders`, 'in', bytes)
  }
  for (const id of TENANTS)
    cell.facts.set(`${id}.orders`, {
      topicId: 'first-id',
      partitions: 1,
      bytes: 0,
      leaders: ['b1'],
      leaderChanges: 0,
    })
  move(1_000)
  const deps = { cells: { of: async () => cell }, meter, clock }
  const passLater = () => {
    now += MINUTE_MS
    return measureCell(deps, CELL)
  }
  const bytesIn = async () => {
    const lows = (await meter.heads(CELL)).map(({ low }) => low)
    const entries = await meter.entries({ clusterId: CELL, lows, from: 0, to: 1e15 })
    const tenants = entries.flatMap((entry) => entry.tenants)
    return tenants.flatMap(({ quantities }) =>
      quantities.bytes_in > 0n ? quantities.bytes_in : [],
    )
  }
  return { deps, meter, move, passLater, bytesIn }
}

describe('A cell that has many tenants when it is metered first', () => {
  it('gets its chunks one by one, and nothing of before is billed', async () => {
    const { meter, move, passLater, bytesIn } = setup()
    expect(await passLater()).toMatchObject({ written: 5, overtaken: 0 })
    const chunks = await meter.chunks(CELL)
    expect(chunks.map(({ low }) => low)).toEqual([
      '',
      ...[100, 200, 300, 400].map((n) => TENANTS[n]),
    ])
    expect(chunks.map(({ tenants }) => tenants.length)).toEqual([100, 100, 100, 100, 20])
    move(7)
    await passLater()
    expect(await bytesIn()).toEqual(Array(420).fill(7n))
  })

  it('bills all from the first reading that was written, when the first pass broke off', async () => {
    const { deps, meter, move, passLater, bytesIn } = setup()
    let commits = 0
    const broken = {
      ...meter,
      commit: async (...what: Parameters<typeof meter.commit>) => {
        commits += 1
        if (commits > 1) throw new Error('killed')
        return await meter.commit(...what)
      },
    }
    await expect(measureCell({ ...deps, meter: broken }, CELL)).rejects.toThrow('killed')
    expect((await meter.heads(CELL)).map(({ version }) => version)).toEqual([1, 1, 1, 1, 1])
    move(5)
    await passLater()
    move(7)
    await passLater()
    expect(await bytesIn()).toEqual(Array(420).fill(7n))
  })

  it('is laid out by one of two collectors', async () => {
    const { deps, move, passLater, bytesIn } = setup()
    const both = await Promise.all([measureCell(deps, CELL), measureCell(deps, CELL)])
    expect(both.map(({ written }) => written).toSorted()).toEqual([0, 5])
    move(7)
    await passLater()
    expect(await bytesIn()).toEqual(Array(420).fill(7n))
  })
})
