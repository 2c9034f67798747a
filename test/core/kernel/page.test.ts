import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { pageOf } from '../../../core/kernel/page.ts'
import { pagesOf } from '../fixtures/pages-of.ts'

const keyOf = (item: string) => item

const allPages = (sorted: readonly string[], limit: number) =>
  pagesOf((page) => pageOf(sorted, page, keyOf), limit)

const lists = fc.uniqueArray(fc.string()).map((items) => items.toSorted((a, b) => (a < b ? -1 : 1)))

describe('Pages', () => {
  it('show every item once, in order, whatever the limit', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.integer({ min: 1, max: 9 }), async (sorted, limit) => {
        expect((await allPages(sorted, limit)).flat()).toEqual(sorted)
      }),
      { seed: 1 },
    )
  })

  it('are full but for the last one, and no empty one follows', async () => {
    expect(await allPages(['a', 'b', 'c', 'd'], 2)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('go on behind a key that has gone meanwhile', () => {
    expect(pageOf(['a', 'c', 'd'], { limit: 1, after: 'b' }, keyOf)).toEqual({
      items: ['c'],
      next: 'c',
    })
  })
})
