import { describe, expect, it } from '@jest/globals'
import { MINUTE_MS } from '../../../core/kernel/clock.ts'
import { measureCell } from '../../../core/usage/measure-cell.ts'
import { rememberReadings } from '../../../core/usage/remember-readings.ts'
import { CELL, TOPIC, withReading } from './metered-world.ts'

/** A collector that runs on, and how often it read the store. */
async function setup() {
  const world = await withReading()
  const reads = { chunks: 0 }
  let isDown = false
  const store = rememberReadings({
    ...world.meter,
    chunks: async (clusterId) => {
      reads.chunks += 1
      return await world.meter.chunks(clusterId)
    },
    commit: async (...what) => {
      const refused = await world.meter.commit(...what)
      if (isDown) throw new Error('The answer was lost.')
      return refused
    },
  })
  const setDown = (down: boolean) => {
    isDown = down
  }
  const pass = () => {
    world.setNow(world.clock.now() + MINUTE_MS)
    return measureCell({ ...world.deps, meter: store }, CELL)
  }
  return { world, reads, pass, setDown }
}

const bytesIn = async ({ world }: Awaited<ReturnType<typeof setup>>) =>
  (await world.billed()).quantities.bytes_in

describe('A collector that runs on', () => {
  it('reads what it wrote no more', async () => {
    const cell = await setup()
    for (let n = 0; n < 4; n += 1) {
      cell.world.cell.move('b1', TOPIC, 'in', 10)
      expect(await cell.pass()).toMatchObject({ written: 1, overtaken: 0 })
    }
    expect(cell.reads).toEqual({ chunks: 1 })
    expect(await bytesIn(cell)).toBe(1_040n)
  })

  it('writes nothing over what another wrote, reads again, and nothing is lost or billed twice', async () => {
    const cell = await setup()
    await cell.pass()
    cell.world.cell.move('b1', TOPIC, 'in', 10)
    await cell.world.passLater()
    cell.world.cell.move('b1', TOPIC, 'in', 200)
    expect(await cell.pass()).toMatchObject({ written: 0, overtaken: 1 })
    expect(await bytesIn(cell)).toBe(1_010n)
    expect(await cell.pass()).toMatchObject({ written: 1, overtaken: 0 })
    expect(await bytesIn(cell)).toBe(1_210n)
    const [total] = (await cell.world.meter.totals(CELL))?.months ?? []
    expect(total?.in).toBe(1_210n)
  })

  it('reads again when it does not know what became of a write', async () => {
    const cell = await setup()
    await cell.pass()
    cell.world.cell.move('b1', TOPIC, 'in', 10)
    cell.setDown(true)
    await expect(cell.pass()).rejects.toThrow('lost')
    cell.setDown(false)
    cell.world.cell.move('b1', TOPIC, 'in', 5)
    expect(await cell.pass()).toMatchObject({ written: 1, overtaken: 0 })
    expect(cell.reads.chunks).toBe(2)
    expect(await bytesIn(cell)).toBe(1_015n)
  })
})
