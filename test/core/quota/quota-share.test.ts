import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { PLANS, planOf } from '../../../core/plan/plan.ts'
import { isShareOf, quotaShare } from '../../../core/quota/quota-share.ts'

const cells = fc.tuple(
  fc.constantFrom(...PLANS),
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 300 }),
)

describe('The share of a credential at rest', () => {
  it('is never nothing, and an even part of what the plan allows on one broker', () => {
    fc.assert(
      fc.property(cells, ([plan, brokers, credentials]) => {
        const { produceBytesPerSecond: share } = quotaShare(plan, brokers, credentials)
        const parts = brokers * Math.min(credentials, plan.limits.credentials)
        expect(share).toBeGreaterThan(0)
        expect(share * parts).toBeGreaterThanOrEqual(plan.limits.produceBytesPerSecond)
        expect(share * parts).toBeLessThan(plan.limits.produceBytesPerSecond + parts)
      }),
      { seed: 1 },
    )
  })

  it('stays right when credentials come and go, and is wrong on another plan or number of brokers', () => {
    fc.assert(
      fc.property(cells, ([plan, brokers, credentials]) => {
        expect(isShareOf(plan, brokers, quotaShare(plan, brokers, credentials))).toBe(true)
      }),
      { seed: 1 },
    )
    const share = quotaShare(planOf('basic-1'), 3, 2)
    expect(isShareOf(planOf('basic-2'), 3, share)).toBe(false)
    expect(isShareOf(planOf('basic-1'), 7, share)).toBe(false)
    expect(isShareOf(planOf('basic-1'), 3, null)).toBe(false)
  })
})
