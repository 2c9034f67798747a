import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { leastFirst } from '../../../core/placement/least-first.ts'

describe('What is handed out with the least first', () => {
  it('comes in order, and in the order of putting where keys are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), (keys) => {
        const heap = leastFirst<number>()
        for (const [n, key] of keys.entries()) heap.put(n, key)
        const taken = keys.map(() => heap.take())
        const wanted = [...keys.entries()].toSorted(([m, a], [n, b]) => a - b || m - n)
        expect(taken).toEqual(wanted.map(([n]) => n))
        expect(heap.take()).toBeUndefined()
      }),
      { seed: 1 },
    )
  })

  it('takes back what was taken out, under another key', () => {
    const heap = leastFirst<string>()
    heap.put('a', 1)
    heap.put('b', 2)
    heap.put(heap.take() ?? '', 3)
    expect([heap.take(), heap.take(), heap.take()]).toEqual(['b', 'a', undefined])
  })
})
