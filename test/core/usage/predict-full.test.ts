import { describe, expect, it } from '@jest/globals'
import { predictFull } from '../../../core/usage/predict-full.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = 100 * DAY
const LIMIT = 1_000

/** So many bytes more each hour, up to now. */
const rising = (perHour: number, last: number, hours = 48) =>
  Array.from({ length: hours }, (_, n) => ({
    at: NOW - (hours - 1 - n) * HOUR,
    bytes: last - perHour * (hours - 1 - n),
  }))

describe('The day on which a tenant will be full', () => {
  it('is where the line through what it kept reaches its limit', () => {
    expect(predictFull(rising(1, 880), LIMIT, NOW)).toBe(NOW + 120 * HOUR)
  })

  it('is told in spite of noise', () => {
    const noisy = rising(1, 880).map(({ at, bytes }, n) => ({ at, bytes: bytes + (n % 2) * 4 }))
    const full = predictFull(noisy, LIMIT, NOW) ?? 0
    expect(Math.abs(full - (NOW + 120 * HOUR))).toBeLessThan(12 * HOUR)
  })

  it('is today when it is full', () => {
    expect(predictFull(rising(1, LIMIT), LIMIT, NOW)).toBe(NOW)
  })

  it.each([
    ['nothing is known', []],
    ['two hours are known', rising(1, 880, 2)],
    ['it stands still', rising(0, 500)],
    ['it shrinks', rising(-1, 500)],
    ['it would take more than a year', rising(0.001, 500)],
  ])('is not told when %s', (_, points) => {
    expect(predictFull(points, LIMIT, NOW)).toBeNull()
  })
})
