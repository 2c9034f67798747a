import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type TokenBucket, takeToken } from '../../../lambdas/middleware/token-bucket.ts'

const POLICY = { name: 'test', perSecond: 10, burst: 5 }

function takeMany(times: readonly number[]): readonly boolean[] {
  let bucket: TokenBucket | undefined
  return times.map((at) => {
    const taken = takeToken(POLICY, bucket, at)
    bucket = taken.bucket
    return taken.isAllowed
  })
}

describe('A token bucket', () => {
  it('lets the burst through at once, and then no more', () => {
    expect(takeMany([0, 0, 0, 0, 0, 0, 0])).toEqual([true, true, true, true, true, false, false])
  })

  it('fills up again by its rate, and no further than the burst', () => {
    expect(takeMany([0, 0, 0, 0, 0, 100, 100])).toEqual([true, true, true, true, true, true, false])
    const late = Array<number>(7).fill(1_000_000)
    expect(takeMany([0, ...late]).filter(Boolean)).toHaveLength(6)
  })

  it('says what is left, when it is full again, and when to come back', () => {
    const empty = takeToken(POLICY, { tokens: 1, at: 0 }, 0)
    expect(empty).toMatchObject({
      isAllowed: true,
      remaining: 0,
      resetSeconds: 1,
      retryAfterSeconds: 1,
    })
    const refused = takeToken({ ...POLICY, perSecond: 0.1 }, { tokens: 0.5, at: 0 }, 0)
    expect(refused).toMatchObject({
      isAllowed: false,
      remaining: 0,
      resetSeconds: 45,
      retryAfterSeconds: 5,
    })
  })

  it('gains nothing from a clock that was set back', () => {
    expect(
      takeMany([5_000, 5_000, 5_000, 5_000, 5_000, 0, 4_999].map((at) => at)).slice(5),
    ).toEqual([false, true])
  })

  it('never lets through more than the burst and what the rate gave since', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 })
    fc.assert(
      fc.property(gaps, (waits) => {
        let now = 0
        const times = waits.map((wait) => (now += wait))
        const passed = takeMany(times).filter(Boolean).length
        expect(passed).toBeLessThanOrEqual(POLICY.burst + (now / 1_000) * POLICY.perSecond + 1e-6)
      }),
      { seed: 1 },
    )
  })
})
