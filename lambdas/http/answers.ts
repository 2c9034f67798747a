import type { IssuedToken } from '../../core/account/create-token.ts'
import type { Page } from '../../core/kernel/page.ts'
import { cursorOf } from './cursor.ts'
import { etagOf } from './etag.ts'
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

/** The work is declared; `operationId` is where to watch it. `tenant` is the one that it is about. */
export function accepted(
  operationId: string,
  body: unknown,
  tenant?: { readonly generation: number },
): Answer {
  const tag = tenant === undefined ? {} : { ETag: etagOf(tenant.generation) }
  return { status: 202, body, headers: { Location: `/v1/operations/${operationId}`, ...tag } }
}

/** A key that was made, with its secret, which must not stay in any cache. */
export function issued(body: IssuedToken): Answer {
  return { status: 201, body, headers: { 'Cache-Control': 'no-store' } }
}

export function noContent(): Answer {
  return { status: 204 }
}

/** One page. The cursor for the next is sealed, and the link to it made, on the way out (middleware/sealed-cursors.ts). */
export function list<T>(
  page: Page<T>,
  view: (item: T) => unknown,
  /** What stands in the body beside the page. */
  beside: Readonly<Record<string, unknown>> = {},
): Answer {
  const items = page.items.map(view)
  const next = page.next === undefined ? {} : { nextCursor: cursorOf(page.next) }
  return ok({ items, ...next, ...beside })
}
