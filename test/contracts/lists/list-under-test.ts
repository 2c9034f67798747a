import type { Parts } from '../../lambdas/parts.ts'
import type { Person } from '../../lambdas/person.ts'
import type { StoresUnderTest } from '../stores-under-test.ts'

export type Item = Readonly<Record<string, unknown>>

/** The API on the stores under test, and somebody with an account. */
export interface ListWorld {
  readonly stores: StoresUnderTest
  readonly parts: Parts
  readonly person: Person
  /** Passes of the reconciler until nothing is due. */
  settle(): Promise<void>
}

/** One list of the API, and another writer's hands in it. */
export interface ListUnderTest {
  /** Below `/v1`. */
  readonly path: string
  readonly token: string
  readonly query?: Readonly<Record<string, string>>
  /** Other questions of the same list: a cursor of one may come with another. */
  readonly others?: readonly Readonly<Record<string, string>>[]
  /** Puts one more item anywhere; answers with its key. */
  add(): Promise<string>
  /** Absent: nothing ever leaves the list. */
  remove?(key: string): Promise<void>
  keyOf(item: Item): string
  /** True for what reading the list puts into it. */
  isTrace?(item: Item): boolean
  /** Text by which the list is sorted; absent: it promises no order. */
  readonly order?: { readonly by: (item: Item) => string; readonly descending?: true }
}

export type OpenList = (world: ListWorld) => ListUnderTest | Promise<ListUnderTest>
export type Lists = Readonly<Record<string, OpenList>>

/** Items that are sorted by a field that tells them apart. */
export function by(field: string) {
  const text = (item: Item) => String(item[field])
  return { keyOf: text, order: { by: text } }
}

/** Newest first, by the order of ids within the same millisecond. */
export function newestFirst(timeField: string) {
  return {
    keyOf: (item: Item) => String(item['id']),
    order: {
      by: (item: Item) => `${String(item[timeField])} ${String(item['id'])}`,
      descending: true,
    },
  } as const
}
