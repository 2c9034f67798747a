import { expect } from '@jest/globals'
import * as z from 'zod'
import type { Answer } from '../../lambdas/answer.ts'
import type { Caller } from '../../lambdas/call.ts'
import type { Item, ListUnderTest } from './list-under-test.ts'

const pageSchema = z.looseObject({
  items: z.array(z.record(z.string(), z.unknown())),
  nextCursor: z.string().optional(),
})

export type Query = Readonly<Record<string, string>>

/** Asks for one page; it holds at most `limit` items and leads on by body and header alike, or by neither. */
export async function pageOf(call: Caller, { path, token }: ListUnderTest, query: Query) {
  const answer = await call('GET', path, { token, query })
  expect([answer.status, answer.text]).toEqual([200, expect.anything()])
  const { items, nextCursor } = pageSchema.parse(answer.json())
  expect(items.length).toBeLessThanOrEqual(Number(query['limit'] ?? 100))
  const next = linkOf(answer, path)
  expect(next?.['cursor']).toBe(nextCursor)
  return { items, next }
}

/** The query of the next page, as the header has it (RFC 8288). */
function linkOf({ headers }: Answer, path: string): Query | undefined {
  const link = headers['Link']
  if (link === undefined) return undefined
  const { target = '', query } =
    /^<(?<target>[^?>]*)\?(?<query>[^>]*)>; rel="next"$/.exec(link)?.groups ?? {}
  expect(target).toBe(`/v1${path}`)
  return Object.fromEntries(new URLSearchParams(query))
}

/** Every page from the first to the end, each of the next size in turn; `between` is what happens beside each. */
export async function walk(
  call: Caller,
  list: ListUnderTest,
  sizes: readonly number[],
  pagesMax: number,
  between: (pages: number, read: () => Promise<void>) => Promise<void>,
): Promise<readonly Item[]> {
  const seen: Item[] = []
  let query: Query | undefined = list.query ?? {}
  for (let pages = 0; query !== undefined; pages += 1) {
    expect(pages).toBeLessThan(pagesMax)
    const asked: Query = { ...query, limit: String(sizes[pages % sizes.length]) }
    await between(pages, async () => {
      const { items, next } = await pageOf(call, list, asked)
      seen.push(...items)
      query = next
    })
  }
  return seen
}

interface Expected {
  readonly stayed: ReadonlySet<string>
  /** Whatever was there at any time. */
  readonly known: ReadonlySet<string>
}

/** Fails unless every key that was there all the time was seen, none twice, nothing else, in the order of the list. */
export function checkWalk(
  list: ListUnderTest,
  all: readonly Item[],
  { stayed, known }: Expected,
): void {
  const seen = all.filter((item) => list.isTrace?.(item) !== true)
  const keys = seen.map((item) => list.keyOf(item))
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toEqual(expect.arrayContaining([...stayed]))
  expect(keys.filter((key) => !known.has(key))).toEqual([])
  const { order } = list
  if (order === undefined) return
  const sorted = seen.map((item) => order.by(item))
  const inOrder = sorted.every((text, n) => {
    const before = sorted[n - 1]
    if (before === undefined) return true
    return order.descending === true ? text < before : text > before
  })
  expect([inOrder, sorted]).toEqual([true, sorted])
}
