import { describe, expect, it } from '@jest/globals'
import { AttemptLimit } from '../../../adapters/embedded-identity/attempt-limit.ts'

function limited(keysMax = 10, refillMs = 100) {
  let now = 0
  const limit = new AttemptLimit({ burst: 2, refillMs, keysMax }, { now: () => now })
  return {
    limit,
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('an attempt limit', () => {
  it('lets so many through in a row, for each key by itself', () => {
    const { limit } = limited()
    expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([
      true,
      true,
      false,
      true,
    ])
  })

  it('lets one more through after each while, and never more than the row', () => {
    const { limit, pass } = limited()
    limit.take('a')
    limit.take('a')
    pass(99)
    expect(limit.take('a')).toBe(false)
    pass(1)
    expect([limit.take('a'), limit.take('a')]).toEqual([true, false])
    pass(100_000)
    expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([true, true, false])
  })

  it('says when the next one may be made', () => {
    const { limit, pass } = limited(10, 2_500)
    for (let n = 0; n < 2; n += 1) limit.count('a', 'Too many tries')
    pass(1_000)
    expect(() => limit.count('a', 'Too many tries')).toThrow(
      expect.objectContaining({
        code: 'rate_limited',
        message: 'Too many tries; try again in 2 s.',
        retryAfterSeconds: 2,
      }),
    )
    pass(2_000)
    limit.count('a', 'Too many tries')
  })

  it('does not count what is given back', () => {
    const { limit } = limited()
    for (let n = 0; n < 5; n += 1) {
      expect(limit.take('a')).toBe(true)
      limit.giveBack('a')
    }
  })

  it('forgets the key that was tried longest ago when there are too many', () => {
    const { limit } = limited(2)
    for (const key of ['a', 'a', 'b', 'b', 'c', 'c']) limit.take(key)
    expect([limit.take('c'), limit.take('b'), limit.take('a')]).toEqual([false, false, true])
  })
})
