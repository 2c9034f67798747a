import { describe, expect, it } from '@jest/globals'
import { memoryMeterStore } from '../../../adapters/memory/memory-meter-store.ts'
import { firstTotals } from '../../../core/usage/cell-totals.ts'
import { firstChunk } from '../../../core/usage/meter-chunk.ts'
import { startWriting } from '../../../core/usage/write-readings.ts'
import { CELL, NOON } from './metered-world.ts'

const writeOf = (n: number) => {
  const low = n === 0 ? '' : `t${String(n).padStart(11, '0')}`
  return { chunk: { ...firstChunk(CELL, NOON), low, version: 1 }, splitOff: [], usage: null }
}

describe('Writing the readings of a cell', () => {
  it('lets requests leave while the next ones are worked out, and tells the totals last', async () => {
    const meter = memoryMeterStore()
    const told: string[] = []
    const watched = {
      ...meter,
      commit: async (...what: Parameters<typeof meter.commit>) => {
        told.push(`${what[0].length} begun${what[1] === undefined ? '' : ' with totals'}`)
        return await meter.commit(...what)
      },
    }
    const writing = startWriting(watched, 25, async () => {
      told.push('left')
    })
    for (let n = 0; n < 25; n += 1) {
      await writing.add(writeOf(n))
      if (n === 15) told.push('worked on')
    }
    const totals = { ...firstTotals(CELL, NOON), version: 1 }
    expect(await writing.end(totals)).toEqual({ written: 25, overtaken: 0 })
    expect(told).toEqual(['13 begun', 'left', 'worked on', '12 begun with totals', 'left'])
    expect(await meter.totals(CELL)).toEqual(totals)
  })

  it('has no write for the totals alone, however the chunks divide', async () => {
    const sizes: number[] = []
    const meter = memoryMeterStore()
    const watched = {
      ...meter,
      commit: async (...what: Parameters<typeof meter.commit>) => {
        sizes.push(what[0].length)
        return await meter.commit(...what)
      },
    }
    const writing = startWriting(watched, 24)
    for (let n = 0; n < 24; n += 1) await writing.add(writeOf(n))
    await writing.end({ ...firstTotals(CELL, NOON), version: 1 })
    expect(sizes).toEqual([12, 12])
  })

  it('writes the totals of a cell that has nothing else to tell', async () => {
    const meter = memoryMeterStore()
    const totals = { ...firstTotals(CELL, NOON), version: 1 }
    expect(await startWriting(meter, 0).end(totals)).toEqual({ written: 0, overtaken: 0 })
    expect(await meter.totals(CELL)).toEqual(totals)
  })
})
