import { describe, expect, it } from '@jest/globals'
import { accessUnder, type Hold } from '../../../core/tenant/hold.ts'

const held = (...kinds: readonly Hold['kind'][]) =>
  accessUnder(kinds.map((kind) => ({ kind, since: 1 })))

describe('What credentials may do under holds', () => {
  it('is everything without one', () => {
    expect(held()).toBe('full')
  })

  it.each([
    ['operator', 'none'],
    ['deletion', 'none'],
    ['storage', 'read-only'],
    ['budget', 'read-only'],
  ] as const)('under %s is %s', (kind, access) => {
    expect(held(kind)).toBe(access)
  })

  it('is what the strictest allows, in any order', () => {
    expect([held('storage', 'operator'), held('operator', 'storage')]).toEqual(['none', 'none'])
    expect(held('storage', 'budget')).toBe('read-only')
  })
})
