/** What part of a list is asked for: `limit` items after `after` (a key of the list's own order). */
export interface PageRequest {
  readonly limit: number
  readonly after?: string
}

/** A part of a list; `next` is the key to go on from, absent at the end. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string
}

/** Cuts a page out of a list that is already in memory and sorted by `keyOf`. */
export function pageOf<T>(
  sorted: readonly T[],
  request: PageRequest,
  keyOf: (item: T) => string,
): Page<T> {
  const { after } = request
  const rest = after === undefined ? sorted : sorted.filter((item) => keyOf(item) > after)
  const items = rest.slice(0, request.limit)
  const last = items.at(-1)
  return last !== undefined && rest.length > items.length ? { items, next: keyOf(last) } : { items }
}
