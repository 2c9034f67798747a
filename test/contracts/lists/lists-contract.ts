import { beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createUsageLedger } from '../../../core/usage/usage-ledger.ts'
import { CELL, putCell } from '../../core/fixtures/world.ts'
import { refusalOf } from '../../lambdas/refusal.ts'
import { type Api, setup } from '../../lambdas/setup.ts'
import type { OpenStores } from '../stores-under-test.ts'
import { FILTERED, LISTS } from './every-list.ts'
import type { Item, ListUnderTest, OpenList } from './list-under-test.ts'
import { checkWalk, pageOf, walk } from './walk.ts'

/** A refill of what one may ask in a second: this is no test of the rate limit. */
const SECOND_MS = 1_000
const RUNS = 5
/** More than what is ever in a list, with a page for each part of the outbox of payments. */
const PAGES_MAX = 400

const BAD_LIMITS = ['0', '101', '-1', '1.5', '1e2', '99999999999999999999', '', ' 5', '05', 'all']

/** What another writer does beside a page: adds an item, or removes the one of that number. */
const write = fc.oneof(fc.constant('add' as const), fc.nat(1_000))

interface History {
  readonly sizes: readonly number[]
  readonly before: number
  readonly writes: readonly (readonly ('add' | number)[])[]
  /** Beside the page, or after it. */
  readonly atOnce: boolean
}

const histories: fc.Arbitrary<History> = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
  before: fc.integer({ min: 0, max: 6 }),
  writes: fc.array(fc.array(write, { maxLength: 3 }), { maxLength: 6 }),
  atOnce: fc.boolean(),
})

interface Opened {
  readonly api: Api
  readonly list: ListUnderTest
}

async function openList(openStores: OpenStores, open: OpenList): Promise<Opened> {
  const stores = await openStores()
  const { clock: _, ...instead } = stores
  const usage = createUsageLedger({ meter: stores.meter, clusterOf: async () => CELL.id })
  const api = await setup({ ...instead, usage })
  await putCell(stores.clusters)
  const person = await api.person()
  const call: Api['call'] = (...request) => {
    api.parts.clock.pass(SECOND_MS)
    return api.call(...request)
  }
  const list = await open({ stores, parts: api.parts, person, settle: api.settle })
  return { api: { ...api, call }, list }
}

/** What every list of the API does, on the stores that `open` gives. */
export function describeListsContract(store: string, open: OpenStores): void {
  const plain = Object.entries(LISTS).map(([name, list]) => ({ name, list }))
  const filtered = FILTERED.map(([name, list], n) => ({ name: `${name}, filtered ${n}`, list }))
  describe.each([...plain, ...filtered])(`the list of $name (${store})`, ({ list }) => {
    describeList(open, list)
  })
}

function describeList(openStores: OpenStores, open: OpenList): void {
  let api: Api
  let list: ListUnderTest

  beforeAll(async () => {
    ;({ api, list } = await openList(openStores, open))
  })

  it('shows what is there all the time once and in order, whatever others add and remove', async () => {
    const present = new Set<string>()
    const known = new Set(await keysOf(api, list))
    const run = async ({ sizes, before, writes, atOnce }: History) => {
      for (let n = 0; n < before; n += 1) await addOne(list, { present, known })
      const keys = { present, known, stayed: new Set(present) }
      const doAll = async (some: readonly ('add' | number)[] = []) => {
        for (const each of some) await doOne(list, keys, each)
      }
      const seen = await walk(api.call, list, sizes, PAGES_MAX, async (pages, read) => {
        if (atOnce) await Promise.all([read(), doAll(writes[pages])])
        else await read().then(() => doAll(writes[pages]))
      })
      checkWalk(list, seen, keys)
    }
    await fc.assert(fc.asyncProperty(histories, run), {
      numRuns: RUNS,
      seed: 1,
      endOnFailure: true,
    })
    expect(present.size).toBeGreaterThan(RUNS)
  })

  it('takes a limit from 1 to 100, and nothing else for one', async () => {
    for (let n = 0; n < 3; n += 1) await list.add()
    const all: Item[][] = []
    for (const limit of ['1', '2', '100'])
      all.push((await pageOf(api.call, list, { ...list.query, limit })).items)
    expect(all.map(({ length }) => length).slice(0, 2)).toEqual([1, 2])
    for (const limit of BAD_LIMITS) {
      const { path, token } = list
      const answer = await api.call('GET', path, { token, query: { ...list.query, limit } })
      expect({ limit, ...refusalOf(answer) }).toMatchObject({
        limit,
        status: 422,
        code: 'invalid',
        pointers: ['/limit'],
      })
    }
  })

  it('goes on from a cursor of its own in another question, without a fault', async () => {
    const { next } = await pageOf(api.call, list, { ...list.query, limit: '1' })
    for (const other of list.others ?? []) {
      const asked = { limit: '100', cursor: next?.['cursor'] ?? '' }
      const { items } = await pageOf(api.call, list, { ...other, ...asked })
      const keys = items.map((item) => list.keyOf(item))
      expect(new Set(keys).size).toBe(keys.length)
      const { items: whole } = await pageOf(api.call, list, { ...other, limit: '100' })
      expect(Array.isArray(whole)).toBe(true)
    }
    expect(api.faults).toEqual([])
  })

  it('gives out cursors that are good for this list and this account alone', async () => {
    const { path, token, query } = list
    const { next } = await pageOf(api.call, list, { ...query, limit: '1' })
    const cursor = next?.['cursor'] ?? ''
    const other = await api.person()
    const elsewhere = path === '/account/tokens' ? '/account/members' : '/account/tokens'
    const asked = [
      await api.call('GET', elsewhere, { token: other.token, query: { cursor } }),
      await api.call('GET', path, { token, query: { ...query, cursor: `${cursor}A` } }),
      await api.call('GET', path, { token, query: { ...query, cursor: cursor.slice(22) } }),
      ...(path.startsWith('/operator')
        ? []
        : [
            await api.call('GET', path, { token: other.token, query: { ...query, cursor } }),
            await api.call('GET', elsewhere, { token, query: { cursor } }),
          ]),
    ]
    for (const answer of asked)
      expect(refusalOf(answer)).toMatchObject({
        status: 422,
        code: 'invalid',
        pointers: ['/cursor'],
      })
  })
}

/** What is there before anybody of ours adds anything. */
async function keysOf({ call }: Api, list: ListUnderTest): Promise<readonly string[]> {
  const seen = await walk(call, list, [100], PAGES_MAX, (_, read) => read())
  return seen.map((item) => list.keyOf(item))
}

interface Keys {
  readonly present: Set<string>
  /** Whatever was there at any time. */
  readonly known: Set<string>
  /** Since the walk began. */
  readonly stayed: Set<string>
}

async function addOne(list: ListUnderTest, { present, known }: Omit<Keys, 'stayed'>) {
  const key = await list.add()
  present.add(key)
  known.add(key)
}

/** Adds an item, or removes the one of that number; one always stays, as there is no list without a last operator. */
async function doOne(list: ListUnderTest, keys: Keys, what: 'add' | number): Promise<void> {
  if (what === 'add') return await addOne(list, keys)
  const { present, stayed } = keys
  const key = [...present][what % present.size]
  if (list.remove === undefined || key === undefined || present.size < 2) return
  stayed.delete(key)
  await list.remove(key)
  present.delete(key)
}
