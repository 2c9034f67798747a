import { sha256 } from '../http/sha256.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Call, Route } from '../http/route.ts'
import { type ApiEvent, headerOf } from './event.ts'
import { expectedStates } from './if-match.ts'
import { pathOf } from './path-params.ts'

type Marks = Pick<Call<unknown, unknown>, 'idempotency' | 'expected'>

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/

/** What a mutation says about itself: that it may be a repeat, and which state it expects to change. */
export function requestMarks(
  route: Route<never>,
  event: ApiEvent,
  asked: { readonly query: unknown; readonly body: unknown },
): Marks {
  const idempotency = idempotencyOf(route, event, asked)
  const expected = expectedStates(route, headerOf(event, 'if-match'))
  return {
    ...(idempotency === undefined ? {} : { idempotency }),
    ...(expected === undefined ? {} : { expected }),
  }
}

/** The same key is the same request only with the same method, path, query and body, as the route's schemas read them. */
function idempotencyOf(
  route: Route<never>,
  event: ApiEvent,
  { query, body }: { readonly query: unknown; readonly body: unknown },
): Marks['idempotency'] {
  const key = headerOf(event, 'idempotency-key')
  if (key === undefined) return undefined
  if (!IDEMPOTENCY_KEY.test(key))
    throw new ServiceError('invalid', 'An Idempotency-Key has 1 to 255 visible ASCII characters.')
  const request = JSON.stringify([route.method, pathOf(route, event), query, body])
  return { key, requestHash: sha256(request) }
}
