import { describe, expect, it } from '@jest/globals'
import { emptyProfile } from '../../../core/invoice/billing-profile.ts'
import { lookAtBudget, percentOf } from '../../../core/invoice/budget-marks.ts'

const BUDGET = { monthlyMicros: 1_000n, hardStop: true }

function look(
  costMicros: bigint,
  told: { readonly period: string; readonly percent: number } | null = null,
  budget = BUDGET,
) {
  return lookAtBudget({ ...emptyProfile('acc_ann'), budget, reached: told }, '2026-05', costMicros)
}

describe('A budget', () => {
  it.each([
    [499n, []],
    [500n, [50]],
    [799n, [50]],
    [800n, [50, 80]],
    [999n, [50, 80]],
    [1_000n, [50, 80, 100]],
    [9_000n, [50, 80, 100]],
  ] as const)('of 1,000 that costs %d by now has reached its marks %j', (cost, marks) => {
    expect(look(cost).fresh).toEqual(marks)
    expect(look(cost).reached?.percent).toBe(marks.at(-1))
  })

  it('is told of a mark once a month, however the cost moves around it', () => {
    const told = { period: '2026-05', percent: 80 }
    expect(look(990n, told)).toMatchObject({ fresh: [], reached: told })
    expect(look(100n, told)).toMatchObject({ fresh: [], reached: told })
    expect(look(1_000n, told)).toMatchObject({ fresh: [100], reached: { percent: 100 } })
  })

  it('is told of anew in the next month', () => {
    const lastMonth = { period: '2026-04', percent: 100 }
    expect(look(600n, lastMonth)).toMatchObject({ fresh: [50], reached: { percent: 50 } })
    expect(look(1n, lastMonth)).toMatchObject({ fresh: [], reached: null, stop: false })
  })

  it('stops at 100 percent and not before, and only one that is to', () => {
    expect(look(999n).stop).toBe(false)
    expect(look(1_000n).stop).toBe(true)
    expect(look(9_000n, null, { ...BUDGET, hardStop: false }).stop).toBe(false)
    const none = lookAtBudget({ ...emptyProfile('acc_ann') }, '2026-05', 9_000n)
    expect(none).toEqual({ fresh: [], reached: null, stop: false })
  })

  it('of nothing is used up from the beginning', () => {
    const nothing = { monthlyMicros: 0n, hardStop: true }
    expect(look(0n, null, nothing)).toMatchObject({ fresh: [50, 80, 100], stop: true })
    expect(percentOf(0n, 0n)).toBe(100n)
  })
})
