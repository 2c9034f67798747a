import { describe, expect, it } from '@jest/globals'
import { compareGroups, shareOfDeletions } from '../../../../core/reconcile/drift/compare-groups.ts'
import { GroupTally, type TenantGroups } from '../../../../core/reconcile/drift/group-tally.ts'
import { rankGroups, rememberGroups } from '../../../../core/reconcile/drift/known-groups.ts'
import { aTenant } from '../../../contracts/store-fixtures.ts'

const ID = 'abcdefghijkl'

function tallied(names: Iterable<string>, hasMembers = false): TenantGroups {
  const tally = new GroupTally()
  for (const name of names) tally.add(`${ID}.${name}`, hasMembers)
  const groups = tally.found(true).byTenant.get(ID)
  if (groups === undefined) throw new Error('There are no groups.')
  return groups
}

const some = (count: number, name: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => name(n))
const namesIn = ({ listed }: TenantGroups) => listed.map(({ kafkaName }) => kafkaName.slice(13))

describe('A tally of consumer groups', () => {
  it('counts all and names no more than anybody can hold', () => {
    const many = tallied(some(150_000, (n) => `${n}`))
    expect([many.count, many.listed.length]).toEqual([150_000, 100_000])
    const long = tallied(some(300, (n) => `${n}${'x'.repeat(32_000)}`))
    expect([long.count, long.listed.length]).toEqual([300, 249])
  })

  it('bounds what all tenants together make it hold', () => {
    const tally = new GroupTally()
    for (let tenant = 0; tenant < 10; tenant += 1)
      for (let n = 0; n < 300; n += 1)
        tally.add(`abcdefghijk${tenant}.${n}${'x'.repeat(32_000)}`, false)
    const all = [...tally.found(true).byTenant.values()]
    expect(all.map(({ count }) => count)).toEqual(some(10, () => 'x').map(() => 300))
    const listed = all.flatMap((each) => each.listed)
    expect(listed.reduce((sum, { kafkaName }) => sum + kafkaName.length, 0)).toBeLessThan(
      40_000_001,
    )
  })

  it('counts one that two brokers answer for once', () => {
    expect(tallied(['a', 'a', 'b']).count).toBe(2)
  })
})

describe('What is known of groups', () => {
  const at = { limit: 3, complete: true }

  it('keeps the order in which they came, and gives free places to those in use', () => {
    const first = rememberGroups([], tallied(['z']), at)
    const tally = new GroupTally()
    for (const name of ['a', 'b', 'z']) tally.add(`${ID}.${name}`, false)
    tally.add(`${ID}.y`, true)
    const groups = tally.found(true).byTenant.get(ID)
    if (groups === undefined) throw new Error('There are no groups.')
    const second = rememberGroups(first, groups, at)
    expect([first, second]).toEqual([['z'], ['z', 'y', 'a']])
    expect(rankGroups(groups.listed, second).map(({ kafkaName }) => kafkaName)).toEqual(
      ['z', 'y', 'a', 'b'].map((name) => `${ID}.${name}`),
    )
  })

  it('forgets those that are gone, and nobody while a broker does not answer', () => {
    const known = ['a', 'b']
    expect(rememberGroups(known, tallied(['c', 'b']), at)).toEqual(['b', 'c'])
    const half = { ...at, complete: false }
    expect(rememberGroups(known, tallied(['c', 'b']), half)).toEqual(['a', 'b', 'c'])
    const unlisted = { ...tallied(['c', 'b']), count: 9 }
    expect(rememberGroups(known, unlisted, at)).toEqual(['a', 'b', 'c'])
  })

  it('fits into the item that it is kept in, whatever the names', () => {
    const long = (n: number) => `${n}${'漢'.repeat(240)}`
    const all = { limit: 4_000, complete: true }
    const known = rememberGroups([], tallied([...some(4_000, long), 'x'.repeat(256)]), all)
    expect(known.join('').length).toBeLessThanOrEqual(120_000)
    expect(known.length).toBeGreaterThan(490)
    expect(known).not.toContain('x'.repeat(256))
  })
})

describe('What a sweep deletes of too many groups', () => {
  const told = { limit: 100, at: 0 }
  const tenant = aTenant({ id: ID, plan: 'basic-0', groupsTold: told })
  const now = 1

  it('is bounded, and what stays beyond twice the plan is told', () => {
    const groups = tallied(some(700, (n) => `g-${n}`))
    const [over, excess] = compareGroups(tenant, groups, [], { now, max: 400 })
    expect(over?.fix).toMatchObject({ how: 'delete-groups' })
    expect(over?.fix.how === 'delete-groups' && over.fix.kafkaNames).toHaveLength(400)
    expect(excess).toMatchObject({ kind: 'groups_excess', fix: { how: 'none' } })
    expect(compareGroups(tenant, groups, [], { now, max: 500 })).toHaveLength(1)
  })

  it('is never what stands first', () => {
    const groups = tallied(some(700, (n) => `g-${n}`))
    const known = namesIn(groups).slice(600)
    const [over] = compareGroups(tenant, groups, known, { now, max: 700 })
    const names = over?.fix.how === 'delete-groups' ? over.fix.kafkaNames : []
    expect(names).toHaveLength(600)
    expect(names.filter((name) => known.includes(name.slice(13)))).toEqual([])
  })

  it('is never what has members, whatever the cluster would say', () => {
    const tally = new GroupTally()
    for (let n = 0; n < 700; n += 1) tally.add(`${ID}.g-${n}`, n % 2 === 0)
    const groups = tally.found(true).byTenant.get(ID)
    if (groups === undefined) throw new Error('There are no groups.')
    const [over] = compareGroups(tenant, groups, [], { now, max: 700 })
    const names = over?.fix.how === 'delete-groups' ? over.fix.kafkaNames : []
    expect(names).toHaveLength(350)
    expect(names.filter((name) => Number(name.slice(15)) % 2 === 0)).toEqual([])
  })

  it('is shared among the tenants that have too many', () => {
    expect([1, 2, 4, 1_000].map(shareOfDeletions)).toEqual([100_000, 100_000, 50_000, 200])
  })
})
