import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { pageOf } from '../../../core/kernel/page.ts'

const keyOf = (item: string) => item

function allPages(sorted: readonly string[], limit: number): readonly (readonly string[])[] {
  const pages: (readonly string[])[] = []
  let after: string | undefined
  do {
    const page = pageOf(sorted, { limit, ...(after === undefined ? {} : { after }) }, keyOf)
    pages.push(page.items)
    after = page.next
  } while (after !== undefined)
  return pages
}

const lists = fc.uniqueArray(fc.string()).map((items) => items.toSorted((a, b) => (a < b ? -1 : 1)))

describe('Pages', () => {
  it('show every item once, in order, whatever the limit', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 9 }), (sorted, limit) => {
        expect(allPages(sorted, limit).flat()).toEqual(sorted)
      }),
      { seed: 1 },
    )
  })

  it('are full but for the last one, and no empty one follows', () => {
    expect(allPages(['a', 'b', 'c', 'd'], 2)).toEqual([
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
