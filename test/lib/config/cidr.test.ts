import { describe, expect, it } from '@jest/globals'
import { findOverlap, parseCidr } from '../../../lib/config/cidr.ts'

describe('a network', () => {
  it('has a first and a last address', () => {
    expect(parseCidr('10.40.0.0/30')).toEqual({
      first: 170_393_600,
      last: 170_393_603,
      prefixLength: 30,
    })
  })

  it.each(['10.40.0.0', '10.40.0.0/33', '10.256.0.0/16', '10.40.0.1/16', 'fd00::/8', ''])(
    'is not %j',
    (text) => {
      expect(parseCidr(text)).toBeUndefined()
    },
  )

  it('overlaps one that lies inside it, and itself', () => {
    expect(findOverlap(['10.0.0.0/8', '10.255.255.0/24'])).toEqual([
      '10.0.0.0/8',
      '10.255.255.0/24',
    ])
    expect(findOverlap(['10.1.0.0/16', '10.1.0.0/16'])).toBeDefined()
  })

  it('does not overlap its neighbour', () => {
    expect(findOverlap(['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'])).toBeUndefined()
  })
})
