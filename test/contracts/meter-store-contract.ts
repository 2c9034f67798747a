import { describe, expect, it } from '@jest/globals'
import { MINUTE_MS } from '../../core/kernel/clock.ts'
import type { MeterStore } from '../../core/usage/meter-ports.ts'
import { aChunk, aFullChunk, anEntry, aWindow, CELL, HOUR, theTotals } from './meter-fixtures.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import type { OpenStores } from './stores-under-test.ts'

const opened = async (meter: MeterStore) =>
  (await meter.chunks(CELL)).map((chunk) => ({ low: chunk.low, whole: chunk }))

/** What every `MeterStore` does. */
export function describeMeterStoreContract(store: string, open: OpenStores): void {
  describe(`the meter store (${store})`, () => {
    it('reads chunks back by their lows, and none of another cell', async () => {
      const { meter } = await open()
      const [b, a] = [aChunk({ low: 'bbbbbbbbbbbb', lineage: [''] }), aChunk()]
      await meter.commit({ chunk: a, splitOff: [b], usage: null })
      await meter.commit({ chunk: aChunk({ clusterId: 'cl_2' }), splitOff: [], usage: null })
      expect(await opened(meter)).toEqual([
        { low: '', whole: a },
        { low: 'bbbbbbbbbbbb', whole: b },
      ])
      expect(await meter.heads(CELL)).toEqual([
        { low: '', version: 1, lineage: [] },
        { low: 'bbbbbbbbbbbb', version: 1, lineage: [''] },
      ])
      expect(await meter.chunks('cl_3')).toEqual([])
    })

    it('takes a chunk only in the version after the stored one, and writes nothing else then', async () => {
      const { meter } = await open()
      const write = (version: number) =>
        meter.commit({ chunk: aChunk({ version }), splitOff: [], usage: anEntry({ version }) })
      expect(await outcomeOf(write(2))).toBe('conflict')
      expect(await outcomeOf(write(1))).toBe('done')
      expect(await outcomeOf(write(1))).toBe('conflict')
      expect(await outcomeOf(write(2))).toBe('done')
      const range = { clusterId: CELL, lows: [''], from: HOUR, to: HOUR + 1 }
      expect((await meter.entries(range)).map(({ version }) => version).toSorted()).toEqual([1, 2])
    })

    it('keeps names and numbers together, whichever of them changed', async () => {
      const { meter } = await open()
      const [first] = aChunk().tenants
      if (first === undefined) throw new Error('The fixture has tenants.')
      const moved = { ...first, values: [107_001, 5] }
      const renamed = { ...moved, topics: first.topics.slice(0, 1) }
      for (const [n, tenant] of [first, moved, renamed, moved].entries()) {
        const chunk = aChunk({ version: n + 1, tenants: [tenant] })
        await meter.commit({ chunk, splitOff: [], usage: null })
        expect(await opened(meter)).toEqual([{ low: '', whole: chunk }])
      }
    })

    it('lets one of several collectors win', async () => {
      const { meter } = await open()
      const commit = () => meter.commit({ chunk: aChunk(), splitOff: [], usage: anEntry() })
      const outcomes = await outcomesOf([commit(), commit(), commit()])
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
      const range = { clusterId: CELL, lows: [''], from: HOUR, to: HOUR + 1 }
      expect(await meter.entries(range)).toEqual([anEntry()])
    })

    it('refuses to split off a chunk that is there already', async () => {
      const { meter } = await open()
      const low = 'bbbbbbbbbbbb'
      await meter.commit({ chunk: aChunk({ low }), splitOff: [], usage: null })
      const split = meter.commit({ chunk: aChunk(), splitOff: [aChunk({ low })], usage: null })
      expect(await outcomeOf(split)).toBe('conflict')
      expect((await opened(meter)).map((chunk) => chunk.low)).toEqual([low])
    })

    it('finds entries by chunk and half-open range', async () => {
      const { meter } = await open()
      const minutes = [-1, 0, 1, 2].map((minute) => HOUR + minute * MINUTE_MS)
      for (const [n, windowStart] of minutes.entries()) {
        const version = n + 1
        const usage = anEntry({ windowStart, version })
        await meter.commit({ chunk: aChunk({ version }), splitOff: [], usage })
      }
      const range = { clusterId: CELL, from: HOUR, to: HOUR + 2 * MINUTE_MS }
      const found = await meter.entries({ ...range, lows: ['', 'bbbbbbbbbbbb'] })
      expect(found.map(({ windowStart }) => windowStart).toSorted()).toEqual(minutes.slice(1, 3))
      expect(found[0]).toEqual(anEntry({ windowStart: HOUR, version: 2 }))
      expect(await meter.entries({ ...range, lows: ['bbbbbbbbbbbb'] })).toEqual([])
    })

    it('keeps the last of each window, and tells hours from days and tenants apart', async () => {
      const { meter } = await open()
      const hour = aWindow()
      const next = aWindow({ windowStart: HOUR + 60 * MINUTE_MS, incomplete: [] })
      await meter.putWindows([next, aWindow({ incomplete: [] }), aWindow({ resolution: 'day' })])
      await meter.putWindows([hour, aWindow({ tenantId: 'bbbbbbbbbbbb' })])
      const range = { tenantId: 'aaaaaaaaaaaa', from: HOUR, to: HOUR + 61 * MINUTE_MS }
      expect(await meter.windows({ ...range, resolution: 'hour' })).toEqual([hour, next])
      expect(await meter.windows({ ...range, resolution: 'day' })).toHaveLength(1)
      const until = { ...range, resolution: 'hour', to: next.windowStart } as const
      expect(await meter.windows(until)).toEqual([hour])
    })

    it('remembers until when a cell is rolled up', async () => {
      const { meter } = await open()
      expect(await meter.rolledUntil(CELL)).toBeNull()
      await meter.setRolledUntil(CELL, HOUR)
      await meter.setRolledUntil('cl_2', 1)
      expect(await meter.rolledUntil(CELL)).toBe(HOUR)
    })

    it('keeps what brokers counted in all, written by one collector at a time', async () => {
      const { meter } = await open()
      expect(await meter.totals(CELL)).toBeNull()
      const first = theTotals(1)
      expect(await outcomesOf([meter.putTotals(first), meter.putTotals(first)])).toContain(
        'conflict',
      )
      expect(await meter.totals(CELL)).toEqual(first)
      await meter.putTotals(theTotals(2))
      expect(await outcomeOf(meter.putTotals(first))).toBe('conflict')
      expect((await meter.totals(CELL))?.version).toBe(2)
      expect(await meter.totals('cl_2')).toBeNull()
    })

    it('holds a hundred tenants of forty topics with the longest names on three brokers', async () => {
      const { meter } = await open()
      const chunk = aFullChunk(100, 40)
      await meter.commit({ chunk, splitOff: [], usage: null })
      expect(await opened(meter)).toEqual([{ low: '', whole: chunk }])
    })
  })
}
