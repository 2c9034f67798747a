import { describe, expect, it } from '@jest/globals'
import { PLAN_IDS } from '../../../core/plan/plan.ts'
import { priceBook, readPriceBook, versionFor } from '../../../core/plan/price-book.ts'
import { digestOf, extended, findChanged, readLock } from '../../tooling/price-book-lock.ts'

const [first] = priceBook()
if (first === undefined) throw new Error('The price book is empty.')
const dearer = { ...first, plans: { ...first.plans, trial: { flatMonthlyMicros: 1n, meters: {} } } }
const later = { ...dearer, id: '2027-03', effectiveFrom: '2027-03' }
const unlimited = { upTo: null, price: { micros: 1n, per: 1n } }

function withTiers(tiers: readonly unknown[]): unknown {
  const meters = { bytes_in: { included: 0n, tiers } }
  return { ...first, plans: { ...first?.plans, trial: { flatMonthlyMicros: 0n, meters } } }
}

describe('the price book', () => {
  it('prices every plan in every version', () => {
    for (const { plans } of priceBook())
      expect(Object.keys(plans).sort()).toEqual([...PLAN_IDS].sort())
  })

  it('bills a month by the last version that began before it or with it', () => {
    const book = readPriceBook([first, later])
    expect(versionFor('2027-02', book).id).toBe(first.id)
    expect(versionFor('2027-03', book).id).toBe('2027-03')
    expect(versionFor('2031-01', book).id).toBe('2027-03')
    expect(versionFor('1999-12', book).id).toBe(first.id)
  })

  it.each([
    ['a version that goes back in time', [later, first]],
    ['two versions of one name', [first, { ...later, id: first.id }]],
    ['a plan without a price', [{ ...first, plans: { trial: first.plans.trial } }]],
    [
      'a negative price',
      [{ ...first, plans: { ...first.plans, trial: { flatMonthlyMicros: -1n, meters: {} } } }],
    ],
    [
      'a price that is not whole',
      [{ ...first, plans: { ...first.plans, trial: { flatMonthlyMicros: 0.5, meters: {} } } }],
    ],
    ['no tier', [withTiers([])]],
    [
      'tiers that do not ascend',
      [withTiers([{ ...unlimited, upTo: 5n }, { ...unlimited, upTo: 5n }, unlimited])],
    ],
    ['a last tier that ends', [withTiers([{ ...unlimited, upTo: 5n }])]],
    ['no version at all', []],
  ])('refuses %s', (_, data) => {
    expect(() => readPriceBook(data)).toThrow()
  })
})

describe('the lock of the price book', () => {
  it('holds every version that there is, unchanged', () => {
    const lock = readLock()
    expect(findChanged(priceBook(), lock)).toEqual([])
    expect(Object.keys(lock)).toEqual(priceBook().map(({ id }) => id))
  })

  it('refuses another price in a published version', () => {
    expect(findChanged([dearer], extended([first], {}, '2025-12'))).toEqual([
      `The published price book ${first.id} was changed.`,
    ])
  })

  it('refuses a version for months that had begun when it was published', () => {
    const book = [first, later]
    const locked = extended([first], {}, '2025-12')
    for (const month of ['2027-03', '2027-04', '2028-01'])
      expect(findChanged(book, extended(book, locked, month))).toEqual([
        `The price book 2027-03 counts from 2027-03, which had begun in ${month}.`,
      ])
    expect(findChanged(book, extended(book, locked, '2027-02'))).toEqual([])
  })

  it('refuses to forget a published version', () => {
    const lock = extended([first, later], {}, '2025-12')
    expect(findChanged([first], lock)).toEqual(['The published price book 2027-03 was removed.'])
  })

  it('does not mind in which order prices are written', () => {
    const { plans, id, effectiveFrom, currency } = first
    expect(digestOf({ plans, currency, effectiveFrom, id })).toBe(digestOf(first))
  })
})
