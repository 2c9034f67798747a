import type { Page } from '../../core/kernel/page.ts'
import { cursorOf } from './cursor.ts'
import type { Answer } from './route.ts'

export function ok(body: unknown, headers: Answer['headers'] = {}): Answer {
  return { status: 200, body, headers }
}

/** For what must not stay in any cache: secrets and tokens. */
export function okSecret(body: unknown, contentType?: string): Answer {
  const headers = { 'Cache-Control': 'no-store' }
  return contentType === undefined
    ? { status: 200, body, headers }
    : { status: 200, body, headers, contentType }
}

/** The work is declared; `operationId` is where to watch it. */
export function accepted(operationId: string, body: unknown): Answer {
  return { status: 202, body, headers: { Location: `/v1/operations/${operationId}` } }
}

export function noContent(): Answer {
  return { status: 204 }
}

/** One page, with the cursor for the next in the body and as RFC 8288 has it. */
export function list<T>(
  path: string,
  limit: number,
  page: Page<T>,
  view: (item: T) => unknown,
  /** Of the query, beside page and limit: the next page is of the same list. */
  filters: readonly (readonly [string, string | undefined])[] = [],
): Answer {
  const items = page.items.map(view)
  if (page.next === undefined) return ok({ items })
  const nextCursor = cursorOf(page.next)
  const more = filters.map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
  const link = `</v1${path}?limit=${limit}&cursor=${nextCursor}${more.join('')}>; rel="next"`
  return ok({ items, nextCursor }, { Link: link })
}
