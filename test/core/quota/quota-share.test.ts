import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { PLANS } from '../../../core/plan/plan.ts'
import { quotaShare } from '../../../core/quota/quota-share.ts'

describe('The share of one broker', () => {
  it('is never nothing, adds up to the plan, and exceeds it by less than a byte a broker', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PLANS),
        fc.integer({ min: 1, max: 2_000_000 }),
        (plan, brokers) => {
          const { produceBytesPerSecond: share } = quotaShare(plan, brokers)
          const whole = plan.limits.produceBytesPerSecond
          expect(share).toBeGreaterThan(0)
          expect(share * brokers).toBeGreaterThanOrEqual(whole)
          expect(share * brokers).toBeLessThan(whole + brokers)
        },
      ),
    )
  })
})
