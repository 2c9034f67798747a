import type { MiddlewareObj } from '@middy/core'
import * as z from 'zod'
import { invalid } from '../../core/kernel/service-error.ts'
import type { Call, Route } from '../http/route.ts'
import { checkSchema } from './check-schema.ts'
import { type ApiEvent, type ApiResult, NOBODY } from './event.ts'
import { originOf } from './origin.ts'
import { pathParams } from './path-params.ts'
import { readBody } from './read-body.ts'
import { requestMarks } from './request-marks.ts'

const NOTHING = z.strictObject({})

/** Reads the request as the route's schemas have it; what they do not know is refused. */
export function parseCall(route: Route<never>): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    before: ({ event }) => {
      event.call = callOf(route, event, readBody(event))
    },
  }
}

function callOf(route: Route<never>, event: ApiEvent, sent: unknown): Call<unknown, unknown> {
  const params = pathParams(event)
  const query = checkSchema(route.query ?? NOTHING, event.queryStringParameters ?? {})
  const body = checkBody(route, sent)
  return {
    actor: event.actor ?? NOBODY,
    params,
    query,
    body,
    requestId: event.requestId ?? 'unknown',
    sourceAddress: event.requestContext.http.sourceIp,
    origin: originOf(event),
    ...(isMarked(route) ? requestMarks(route, event, { query, body }) : {}),
  }
}

/** Reads are repeatable as they are; sign-up and log-in take a key and ignore it. */
function isMarked({ method, access }: Route<never>): boolean {
  return method !== 'GET' && access !== 'public'
}

/** No body at all is an empty one, in which whatever is required is missing. */
function checkBody(route: Route<never>, sent: unknown): unknown {
  const body = sent === undefined ? {} : sent
  if (route.body !== undefined) return checkSchema(route.body, body)
  if (!NOTHING.safeParse(body).success) throw invalid('', 'This request takes no body.')
  return {}
}
