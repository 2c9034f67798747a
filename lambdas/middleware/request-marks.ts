import { sha256 } from '../http/sha256.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Call } from '../http/route.ts'
import { type ApiEvent, headerOf } from './event.ts'

type Marks = Pick<Call<unknown, unknown>, 'idempotency' | 'ifGeneration'>

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/
const ETAG = /^(?:W\/)?"([0-9]{1,15})"$/

/** What a mutation says about itself: that it may be a repeat, and which state it expects to change. */
export function requestMarks(event: ApiEvent, query: unknown, body: unknown): Marks {
  const idempotency = idempotencyOf(event, query, body)
  const ifGeneration = ifGenerationOf(event)
  return {
    ...(idempotency === undefined ? {} : { idempotency }),
    ...(ifGeneration === undefined ? {} : { ifGeneration }),
  }
}

/** The same key is the same request only with the same method, path, query and body, as the route's schemas read them. */
function idempotencyOf(event: ApiEvent, query: unknown, body: unknown): Marks['idempotency'] {
  const key = headerOf(event, 'idempotency-key')
  if (key === undefined) return undefined
  if (!IDEMPOTENCY_KEY.test(key))
    throw new ServiceError('invalid', 'An Idempotency-Key has 1 to 255 visible ASCII characters.')
  const { method, path } = event.requestContext.http
  const request = JSON.stringify([method, path, query, body])
  return { key, requestHash: sha256(request) }
}

function ifGenerationOf(event: ApiEvent): number | undefined {
  const etag = headerOf(event, 'if-match')
  if (etag === undefined || etag === '*') return undefined
  const generation = ETAG.exec(etag)?.[1]
  if (generation === undefined)
    throw new ServiceError('precondition_failed', 'If-Match holds no ETag that we gave out.')
  return Number(generation)
}
