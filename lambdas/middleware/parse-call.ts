import { createHash } from 'node:crypto'
import type { MiddlewareObj } from '@middy/core'
import * as z from 'zod'
import { invalid, notFound, ServiceError } from '../../core/kernel/service-error.ts'
import type { Call, Route } from '../http/route.ts'
import { checkSchema } from './check-schema.ts'
import { type ApiEvent, type ApiResult, headerOf, NOBODY } from './event.ts'
import { readBody } from './read-body.ts'

const NOTHING = z.strictObject({})
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/
const ETAG = /^(?:W\/)?"([0-9]{1,15})"$/

/** Reads the request as the route's schemas have it; what they do not know is refused. */
export function parseCall(route: Route<never>): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    before: ({ event }) => {
      const body = readBody(event)
      const idempotency = idempotencyOf(event, body)
      const ifGeneration = ifGenerationOf(event)
      const call: Call<unknown, unknown> = {
        actor: event.actor ?? NOBODY,
        params: decoded(event.pathParameters ?? {}),
        query: checkSchema(route.query ?? NOTHING, event.queryStringParameters ?? {}),
        body: route.body === undefined ? refuseBody(body) : checkSchema(route.body, body ?? {}),
        requestId: event.requestId ?? 'unknown',
        sourceAddress: event.requestContext.http.sourceIp,
        ...(idempotency === undefined ? {} : { idempotency }),
        ...(ifGeneration === undefined ? {} : { ifGeneration }),
      }
      event.call = call
    },
  }
}

function refuseBody(body: unknown): unknown {
  const empty =
    body === undefined ||
    (typeof body === 'object' && body !== null && Object.keys(body).length === 0)
  if (!empty) throw invalid('', 'This request takes no body.')
  return {}
}

function decoded(params: Readonly<Record<string, string | undefined>>): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
    )
  } catch {
    throw notFound('resource')
  }
}

/** The same key is the same request only with the same method, path and body. */
function idempotencyOf(event: ApiEvent, body: unknown): Call<unknown, unknown>['idempotency'] {
  const key = headerOf(event, 'idempotency-key')
  if (key === undefined) return undefined
  if (!IDEMPOTENCY_KEY.test(key)) {
    throw new ServiceError('invalid', 'An Idempotency-Key has 1 to 255 visible ASCII characters.')
  }
  const { method, path } = event.requestContext.http
  return {
    key,
    requestHash: createHash('sha256')
      .update(JSON.stringify([method, path, body ?? null]))
      .digest('hex'),
  }
}

function ifGenerationOf(event: ApiEvent): number | undefined {
  const etag = headerOf(event, 'if-match')
  if (etag === undefined || etag === '*') return undefined
  const generation = ETAG.exec(etag)?.[1]
  if (generation === undefined)
    throw new ServiceError('precondition_failed', 'If-Match holds no ETag that we gave out.')
  return Number(generation)
}
