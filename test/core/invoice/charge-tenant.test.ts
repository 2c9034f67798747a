import { describe, expect, it } from '@jest/globals'
import { chargeTenant } from '../../../core/invoice/charge-tenant.ts'
import { endOf, secondsOf, startOf } from '../../../core/invoice/period.ts'
import { DAY_MS, HOUR_MS } from '../../../core/kernel/clock.ts'
import { versionFor } from '../../../core/plan/price-book.ts'
import type { PlanChange } from '../../../core/plan/plan-change.ts'
import type { UsageRecord } from '../../../core/usage/usage-record.ts'
import { PERIOD, planChange, START, usage } from './fixtures/months.ts'

const prices = versionFor(PERIOD)
const GB = 1_000_000_000n

function charged(
  changes: readonly PlanChange[],
  records: readonly UsageRecord[] = [],
  period = PERIOD,
) {
  return chargeTenant({ period, changes, records, prices })
}

describe('the flat price', () => {
  it.each(['2026-02', '2026-03', '2026-04', '2028-02'])(
    'of a whole month (%s) is the monthly price',
    (period) => {
      const [line, ...more] = charged([planChange({ at: 0 })], [], period)
      expect(more).toEqual([])
      expect(line).toMatchObject({
        item: 'basic-0',
        quantity: secondsOf(period),
        amountMicros: 25_000_000n,
      })
    },
  )

  it('begins with the second in which the tenant first worked', () => {
    const [line] = charged([planChange({ at: endOf(PERIOD) - 86_400_000 })])
    expect(line).toMatchObject({ quantity: 86_400n, amountMicros: 806_452n })
  })

  it('of a tenant that lived for half a second is nothing', () => {
    expect(charged([planChange(), planChange({ order: 2, at: START + 500, plan: null })])).toEqual(
      [],
    )
  })

  it('stops at deletion and goes on at restoring', () => {
    const lines = charged([
      planChange(),
      planChange({ order: 2, at: START + DAY_MS, plan: null }),
      planChange({ order: 3, at: START + 3 * DAY_MS }),
      planChange({ order: 4, at: START + 4 * DAY_MS, plan: null }),
    ])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ quantity: 172_800n })
  })

  it('is shared between the plans of a month, and a clock that was set back takes nothing twice', () => {
    const lines = charged([
      planChange(),
      planChange({ order: 2, at: START + 10 * DAY_MS, plan: 'basic-1' }),
      planChange({ order: 3, at: START + 9 * DAY_MS, plan: 'basic-2' }),
    ])
    expect(lines.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['basic-0', 864_000n],
      ['basic-2', 21n * 86_400n],
    ])
  })

  it('is the same across a change to summer time, which UTC does not know', () => {
    const from = Date.UTC(2026, 2, 28)
    const [line] = charged([
      planChange({ at: from }),
      planChange({ order: 2, at: from + 2 * DAY_MS, plan: null }),
    ])
    expect(line?.quantity).toBe(172_800n)
  })
})

describe('a meter', () => {
  it('costs nothing up to what the plan includes, and then the price of each tier', () => {
    const lines = charged(
      [planChange({ at: 0 })],
      [usage({ meter: 'bytes_out', quantity: 10_500n * GB })],
    )
    expect(lines.slice(1).map(({ quantity, amountMicros }) => [quantity, amountMicros])).toEqual([
      [400n * GB, 0n],
      [10_000n * GB, 300_000_000n],
      [100n * GB, 2_000_000n],
    ])
  })

  it('has tiers that shrink with the time on the plan', () => {
    const lines = charged(
      [planChange(), planChange({ order: 2, at: START + 15.5 * DAY_MS, plan: null })],
      [usage({ meter: 'bytes_out', quantity: 5_300n * GB })],
    )
    expect(lines.slice(1).map(({ quantity, amountMicros }) => [quantity, amountMicros])).toEqual([
      [200n * GB, 0n],
      [5_000n * GB, 150_000_000n],
      [100n * GB, 2_000_000n],
    ])
  })

  it('includes a share of the month on each plan, and prices a window by the plan it began under', () => {
    const change = START + 15 * DAY_MS + HOUR_MS / 2
    const lines = charged(
      [planChange(), planChange({ order: 2, at: change, plan: 'basic-1' })],
      [
        usage({ windowStart: START + 15 * DAY_MS, quantity: 60n * GB }),
        usage({ windowStart: START + 15 * DAY_MS + HOUR_MS, quantity: 150n * GB }),
      ],
    )
    const billed = lines.filter(({ kind, amountMicros }) => kind === 'usage' && amountMicros > 0n)
    expect(billed).toHaveLength(1)
    expect(billed[0]?.description).toContain('basic-0')
    const included = (100n * GB * (15n * 86_400n + 1_800n)) / secondsOf(PERIOD)
    expect(billed[0]?.quantity).toBe(60n * GB - included)
  })

  it('of a window in which the tenant first worked is priced by its first plan', () => {
    const lines = charged(
      [planChange({ at: START + HOUR_MS / 2 })],
      [usage({ quantity: 200n * GB })],
    )
    expect(lines.some(({ kind, amountMicros }) => kind === 'usage' && amountMicros > 0n)).toBe(true)
  })

  it('costs nothing while no plan is paid for', () => {
    const lines = charged(
      [planChange(), planChange({ order: 2, at: START + DAY_MS, plan: null })],
      [usage({ windowStart: START + 2 * DAY_MS, quantity: 900_000n * GB })],
    )
    expect(lines.filter(({ kind }) => kind === 'usage')).toEqual([])
  })

  it('is counted beyond what a double can hold', () => {
    const quantity = 2n ** 70n + 1n
    const [, , line] = charged(
      [planChange({ at: 0 })],
      [usage({ meter: 'storage_byte_hours', quantity })],
    )
    expect(line?.quantity).toBe(quantity - 4n * GB * 3_600n * 744n)
  })
})

describe('a month', () => {
  it.each([
    ['2026-12', Date.UTC(2027, 0, 1)],
    ['2028-02', Date.UTC(2028, 2, 1)],
    ['2027-02', Date.UTC(2027, 2, 1)],
  ])('%s ends where the next begins', (period, end) => {
    expect(endOf(period)).toBe(end)
    expect(startOf(period)).toBeLessThan(end)
  })
})
