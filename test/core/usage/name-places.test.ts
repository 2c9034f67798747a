import { describe, expect, it } from '@jest/globals'
import { NOWHERE, placesOf } from '../../../core/usage/name-places.ts'

describe('Places of names', () => {
  it('are those of the list, for as many names as there are', () => {
    const names = Array.from({ length: 5_000 }, (_, n) => `t${n % 77}.topic-${n}`)
    const placeOf = placesOf(names)
    expect(names.map((name) => placeOf(name))).toEqual(names.map((_, place) => place))
  })

  it('are nowhere for others, and in an empty list', () => {
    expect(placesOf(['a', 'b'])('c')).toBe(NOWHERE)
    expect(placesOf(['a', 'b'])('')).toBe(NOWHERE)
    expect(placesOf([])('a')).toBe(NOWHERE)
  })
})
