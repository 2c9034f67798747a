import { describe, expect, it } from '@jest/globals'
import { MINUTE_MS } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { ChunkWrite, MeterStore } from '../../core/usage/meter-ports.ts'
import { aChunk, aFullChunk, anEntry, aWindow, CELL, HOUR, theTotals } from './meter-fixtures.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import type { OpenStores } from './stores-under-test.ts'

/** The outcome of one write, as a caller of one would be told. */
async function commitOne(meter: MeterStore, write: ChunkWrite): Promise<void> {
  const refused = await meter.commit([write])
  if (refused.length > 0) throw new ServiceError('conflict', 'It was changed meanwhile.')
}

const opened = async (meter: MeterStore) =>
  (await meter.chunks(CELL)).map((chunk) => ({ low: chunk.low, whole: chunk }))

/** What every `MeterStore` does. */
export function describeMeterStoreContract(store: string, open: OpenStores): void {
  describe(`the meter store (${store})`, () => {
    it('reads chunks back by their lows, and none of another cell', async () => {
      const { meter } = await open()
      const [b, a] = [aChunk({ low: 'bbbbbbbbbbbb', lineage: [''] }), aChunk()]
      await commitOne(meter, { chunk: a, splitOff: [b], usage: null })
      await commitOne(meter, { chunk: aChunk({ clusterId: 'cl_2' }), splitOff: [], usage: null })
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
        commitOne(meter, { chunk: aChunk({ version }), splitOff: [], usage: anEntry({ version }) })
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
      const moved = { ...first, values: Float64Array.of(107_001, 5) }
      const renamed = { ...moved, topics: first.topics.slice(0, 1) }
      for (const [n, tenant] of [first, moved, renamed, moved].entries()) {
        const chunk = aChunk({ version: n + 1, tenants: [tenant] })
        await commitOne(meter, { chunk, splitOff: [], usage: null })
        expect(await opened(meter)).toEqual([{ low: '', whole: chunk }])
      }
    })

    it('lets one of several collectors win', async () => {
      const { meter } = await open()
      const commit = () => commitOne(meter, { chunk: aChunk(), splitOff: [], usage: anEntry() })
      const outcomes = await outcomesOf([commit(), commit(), commit()])
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
      const range = { clusterId: CELL, lows: [''], from: HOUR, to: HOUR + 1 }
      expect(await meter.entries(range)).toEqual([anEntry()])
    })

    it('writes each of many chunks as if it were alone: one that lost a race takes no other along', async () => {
      const { meter } = await open()
      const lows = Array.from({ length: 60 }, (_, n) => `t${String(n).padStart(11, '0')}`)
      const writeOf = (low: string, version: number) => ({
        chunk: aChunk({ low, version }),
        splitOff: [],
        usage: anEntry({ low, version }),
      })
      const [early = '', other = ''] = [lows[3], lows[44]]
      await commitOne(meter, writeOf(early, 1))
      await meter.commit([
        writeOf(other, 1),
        { ...writeOf('', 1), splitOff: [aChunk({ low: 'b' })] },
      ])
      const first = lows.map((low) => writeOf(low, 1))
      const taken = { ...writeOf('a', 1), splitOff: [aChunk({ low: 'b' })] }
      expect(await meter.commit([taken, ...first])).toEqual([taken, first[3], first[44]])
      expect(await meter.commit(lows.map((low) => writeOf(low, 2)))).toEqual([])
      const chunks = await meter.chunks(CELL)
      expect(chunks.map(({ low, version }) => [low, version])).toEqual([
        ['', 1],
        ['b', 1],
        ...lows.map((low) => [low, 2]),
      ])
      const range = { clusterId: CELL, lows: [...lows, 'a'], from: HOUR, to: HOUR + 1 }
      expect(await meter.entries(range)).toHaveLength(2 * lows.length)
    })

    it('has nothing to do for no chunks', async () => {
      const { meter } = await open()
      expect(await meter.commit([])).toEqual([])
    })

    it('refuses to split off a chunk that is there already', async () => {
      const { meter } = await open()
      const low = 'bbbbbbbbbbbb'
      await commitOne(meter, { chunk: aChunk({ low }), splitOff: [], usage: null })
      const split = commitOne(meter, { chunk: aChunk(), splitOff: [aChunk({ low })], usage: null })
      expect(await outcomeOf(split)).toBe('conflict')
      expect((await opened(meter)).map((chunk) => chunk.low)).toEqual([low])
    })

    it('finds entries by chunk and half-open range', async () => {
      const { meter } = await open()
      const minutes = [-1, 0, 1, 2].map((minute) => HOUR + minute * MINUTE_MS)
      for (const [n, windowStart] of minutes.entries()) {
        const version = n + 1
        const usage = anEntry({ windowStart, version })
        await commitOne(meter, { chunk: aChunk({ version }), splitOff: [], usage })
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

    it('finds nothing in a range that ends before it begins', async () => {
      const { meter } = await open()
      await meter.commit([{ chunk: aChunk(), splitOff: [], usage: anEntry() }])
      await meter.putWindows([aWindow()])
      const range = { from: HOUR + MINUTE_MS, to: HOUR }
      expect(await meter.entries({ clusterId: CELL, lows: [''], ...range })).toEqual([])
      const windows = { tenantId: 'aaaaaaaaaaaa', resolution: 'hour', ...range } as const
      expect(await meter.windows(windows)).toEqual([])
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
      await Promise.all([meter.commit([], first), meter.commit([], first)])
      expect(await meter.totals(CELL)).toEqual(first)
      await meter.commit([], theTotals(2))
      await meter.commit([], first)
      expect((await meter.totals(CELL))?.version).toBe(2)
      expect(await meter.totals('cl_2')).toBeNull()
    })

    it('writes totals and chunks together, and each without the other when that lost a race', async () => {
      const { meter } = await open()
      const write = (version: number) => ({ chunk: aChunk({ version }), splitOff: [], usage: null })
      expect(await meter.commit([write(1)], theTotals(1))).toEqual([])
      expect(await meter.commit([write(2)], theTotals(1))).toEqual([])
      expect(await meter.commit([write(2)], theTotals(2))).toEqual([write(2)])
      expect((await meter.heads(CELL)).map(({ version }) => version)).toEqual([2])
      expect((await meter.totals(CELL))?.version).toBe(2)
    })

    it('holds a hundred tenants of forty topics with the longest names on three brokers', async () => {
      const { meter } = await open()
      const chunk = aFullChunk(100, 40)
      await commitOne(meter, { chunk, splitOff: [], usage: null })
      expect(await opened(meter)).toEqual([{ low: '', whole: chunk }])
    })
  })
}
