import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { changeOf, type Fields } from '../../../core/audit/change.ts'
import { LIST_CHARACTERS_MAX, TEXT_CHARACTERS_MAX } from '../../../core/audit/shown-text.ts'

interface Thing {
  readonly name: string
  readonly tags: readonly string[]
  readonly size: number | null
  readonly secret: string
}

const FIELDS: Fields<Thing> = {
  name: ({ name }) => name,
  tags: ({ tags }) => tags,
  size: ({ size }) => size,
  hidden: { show: () => 'set', differs: ({ secret }) => secret },
}
const thing = (more: Partial<Thing> = {}): Thing => ({
  name: 'a',
  tags: [],
  size: null,
  secret: 's3cret',
  ...more,
})

describe('What changed', () => {
  it('is of a new thing what it has, of one that goes what it had', () => {
    expect(changeOf(FIELDS, undefined, thing())).toEqual({ after: { name: 'a', hidden: 'set' } })
    expect(changeOf(FIELDS, thing({ size: 0 }), undefined)).toEqual({
      before: { name: 'a', size: 0, hidden: 'set' },
    })
    expect(changeOf(FIELDS, undefined, undefined)).toEqual({})
  })

  it('is of a changed thing what differs, on both sides', () => {
    const change = changeOf(FIELDS, thing({ tags: ['x'] }), thing({ size: 2 }))
    expect(change).toEqual({ before: { tags: ['x'], size: null }, after: { tags: [], size: 2 } })
    expect(changeOf(FIELDS, thing(), thing())).toEqual({ before: {}, after: {} })
  })

  it('says that something changed that it does not show', () => {
    const change = changeOf(FIELDS, thing(), thing({ secret: 'other' }))
    expect(change).toEqual({ before: { hidden: 'set' }, after: { hidden: 'set' } })
  })

  it('tells nothing that the list of fields does not name', () => {
    const grown = { ...thing(), password: 'hunter2', email: 'ann@example.com' }
    expect(JSON.stringify(changeOf(FIELDS, undefined, grown))).not.toMatch(/hunter2|ann/)
  })

  it.each([
    ['ann@example.com’s laptop', '(address) laptop'],
    ['laptop of Ann <ann@localhost>', 'laptop of Ann (address)'],
    ['10.1.2.3', '(address)'],
    ['at 192.0.2.1:9092', 'at (address):9092'],
    ['fe80::1', '(address)'],
    ['2001:db8:0:0:0:0:0:1 here', '(address) here'],
    ['hgt_abc_def_ghi-J', '(secret)'],
    ['whsec_AAAA+b/c=', '(secret)'],
    ['eyJhbGciOi.eyJzdWIi.c2ln', '(secret)'],
    ['version 1.2.3', 'version 1.2.3'],
    ['b-1.kafka.example.com:9096', 'b-1.kafka.example.com:9096'],
    ['2026-11-29T12:00:00.000Z', '2026-11-29T12:00:00.000Z'],
  ])('shows the name %p as %p', (name, shown) => {
    expect(changeOf(FIELDS, undefined, thing({ name })).after).toMatchObject({ name: shown })
  })

  it('is bounded, and says what was cut', () => {
    const name = '🐟'.repeat(400)
    const tags = Array.from({ length: 2_000 }, (_, n) => `topic-${n}`)
    const change = changeOf(FIELDS, undefined, thing({ name, tags }))
    expect(change.cut).toEqual(['name', 'tags'])
    expect(change.after).toMatchObject({ name: expect.stringMatching(/^(?:🐟)+…$/u) })
    expect(JSON.stringify(change).length).toBeLessThan(4_096)
  })

  it('holds no more than its bounds, whatever it is of', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), fc.array(fc.string()), (name, tags) => {
        const { after = {} } = changeOf(FIELDS, undefined, thing({ name, tags }))
        const shownTags = after['tags'] ?? []
        expect(String(after['name']).length).toBeLessThanOrEqual(TEXT_CHARACTERS_MAX)
        expect(String(shownTags).length).toBeLessThanOrEqual(LIST_CHARACTERS_MAX + tags.length)
      }),
      { seed: 1 },
    )
  })
})
