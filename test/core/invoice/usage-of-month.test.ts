import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { endOf, startOf } from '../../../core/invoice/period.ts'
import { rangesOf } from '../../../core/invoice/usage-of-month.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'

const PERIOD = '2026-03'
const START = startOf(PERIOD)
const END = endOf(PERIOD)
const LENGTH = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS } as const

const at = (days: number, hours = 0, minutes = 0) =>
  START + days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS
const shown = (changedAt: readonly number[], until: number) =>
  rangesOf(PERIOD, changedAt, until).map(({ resolution, from, to }) => [
    resolution,
    (from - START) / HOUR_MS,
    (to - START) / HOUR_MS,
  ])

describe('How a month is read', () => {
  it('is by days when it is over, but for the day in which a plan changed', () => {
    const whole = [['day', 0, 31 * 24]]
    expect(shown([], END + 3 * DAY_MS)).toEqual(whole)
    expect(shown([at(9), at(40)], END + 3 * DAY_MS)).toEqual(whole)
    expect(shown([at(9, 0, 1)], END + 3 * DAY_MS)).toEqual([
      ['day', 0, 9 * 24],
      ['hour', 9 * 24, 10 * 24],
      ['day', 10 * 24, 31 * 24],
    ])
  })

  it('is by days that are a day old, then by hours that are surely made, then by minutes', () => {
    expect(shown([], at(9, 12))).toEqual([
      ['day', 0, 8 * 24],
      ['hour', 8 * 24, 9 * 24 + 11],
      ['minute', 9 * 24 + 11, 9 * 24 + 12],
    ])
    expect(shown([], at(9, 12, 15)).at(-1)).toEqual(['minute', 9 * 24 + 12, 9 * 24 + 12.25])
  })

  it('is of each moment up to then once, in whole windows', async () => {
    const moment = fc.integer({ min: START - DAY_MS, max: END + 4 * DAY_MS })
    await fc.assert(
      fc.property(fc.array(moment, { maxLength: 5 }), moment, (changedAt, until) => {
        const ranges = rangesOf(PERIOD, changedAt, until)
        let reached = START
        for (const { resolution, from, to } of ranges) {
          expect(from).toBe(reached)
          expect(to).toBeGreaterThan(from)
          expect((from - START) % LENGTH[resolution]).toBe(0)
          // A plan that changes within a window would price all of it.
          const changes = changedAt.filter((each) => each > from && each < to)
          if (resolution === 'day') for (const each of changes) expect(each % DAY_MS).toBe(0)
          reached = to
        }
        expect(reached).toBe(Math.max(START, Math.min(until, END)))
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})
