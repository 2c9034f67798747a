import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { eventsBetween, markAfter, type StorageMark } from '../../../core/tenant/storage-mark.ts'

const LIMIT = 1_000

describe('The mark of a tenant’s storage', () => {
  it.each([
    [0, undefined],
    [799, undefined],
    [800, 80],
    [899, 80],
    [900, 90],
    [999, 90],
    [1_000, 100],
    [5_000, 100],
  ])('is reached at %i of 1,000 bytes', (bytes, mark) => {
    expect(markAfter(undefined, bytes, LIMIT)).toBe(mark)
  })

  it.each([
    [100, 950, 100],
    [100, 949, 90],
    [100, 0, undefined],
    [90, 850, 90],
    [90, 849, 80],
    [80, 750, 80],
    [80, 749, undefined],
  ] as const)('that stood at %i stays or falls at %i bytes', (told, bytes, mark) => {
    expect(markAfter(told, bytes, LIMIT)).toBe(mark)
  })

  it('is told once on the way up, and the end of a hold on the way down', () => {
    expect(eventsBetween(undefined, 100)).toEqual([
      'limit.storage_80',
      'limit.storage_90',
      'limit.storage_100',
    ])
    expect(eventsBetween(80, 90)).toEqual(['limit.storage_90'])
    expect(eventsBetween(90, 90)).toEqual([])
    expect(eventsBetween(90, 80)).toEqual([])
    expect(eventsBetween(100, undefined)).toEqual(['limit.storage_freed'])
  })

  it('never tells a mark twice without having been clearly below it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 940, max: 1_100 })), (sizes) => {
        let mark: StorageMark | undefined
        const full: number[] = []
        for (const bytes of sizes) {
          const next = markAfter(mark, bytes, LIMIT)
          if (eventsBetween(mark, next).includes('limit.storage_100')) full.push(bytes)
          mark = next
        }
        const clearlyBelow = sizes.filter((bytes) => bytes < 950).length
        expect(full.length).toBeLessThanOrEqual(clearlyBelow + 1)
      }),
      { seed: 1 },
    )
  })
})
