import { describe, expect, it } from '@jest/globals'
import { newDigits, newId, newPassword, newTenantId } from '../../../core/kernel/ids.ts'
import { seededRandomness } from '../fixtures/seeded-randomness.ts'

const randomness = seededRandomness(7)
const many = (make: () => string, count = 5_000) => Array.from({ length: count }, make)

/** How often each character came, against how often it should have: 1 is exactly as often. */
function evenness(texts: readonly string[]): { least: number; most: number; letters: number } {
  const counts = Object.values(Object.groupBy(texts.join(''), (letter) => letter))
  const sizes = counts.map((found) => found?.length ?? 0)
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  return {
    least: Math.min(...sizes) / mean,
    most: Math.max(...sizes) / mean,
    letters: sizes.length,
  }
}

describe('Ids', () => {
  it('say what they belong to and hold 20 characters of a to z and 0 to 9', () => {
    for (const id of many(() => newId('crd', randomness), 200))
      expect(id).toMatch(/^crd_[a-z0-9]{20}$/)
  })

  it('of tenants begin with a letter and hold no delimiter', () => {
    for (const id of many(() => newTenantId(randomness), 200))
      expect(id).toMatch(/^[a-z][a-z0-9]{11}$/)
  })

  it.each([
    ['ids', 36, () => newId('op', randomness).slice(3)],
    ['passwords', 62, () => newPassword(randomness)],
    ['codes', 10, () => newDigits(6, randomness)],
  ] as const)(
    '%s use each of their %d characters about as often as any other',
    (_, letters, make) => {
      const found = evenness(many(make))
      expect(found.letters).toBe(letters)
      expect(found.least).toBeGreaterThan(0.9)
      expect(found.most).toBeLessThan(1.1)
    },
  )

  it('throw away the bytes that would make the first characters likelier', () => {
    const bytes = [250, 251, 255, 3, 14, 15, 9, 2, 6]
    const given = { bytes: (count: number) => Uint8Array.from(bytes.splice(0, count)) }
    expect(newDigits(6, given)).toBe('345926')
  })

  it('are never the same twice in ten thousand', () => {
    expect(new Set(many(() => newTenantId(randomness), 10_000)).size).toBe(10_000)
  })
})
