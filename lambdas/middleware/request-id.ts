import { randomUUID } from 'node:crypto'
import type { MiddlewareObj } from '@middy/core'
import { type ApiEvent, type ApiResult, headerOf } from './event.ts'

/** Long enough for a UUID or a trace id; narrow enough to be safe in a header and a log line. */
const ACCEPTABLE = /^[A-Za-z0-9._:-]{1,128}$/

/** Gives every request an id, its caller's if that is fit to be repeated, and every answer shows it. */
export function requestId(): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    before: ({ event }) => {
      const given = headerOf(event, 'x-request-id')
      event.requestId = given !== undefined && ACCEPTABLE.test(given) ? given : randomUUID()
    },
    after: ({ event, response }) => show(event, response),
    onError: ({ event, response }) => show(event, response),
  }
}

function show(event: ApiEvent, response: ApiResult | null | undefined): void {
  if (response && event.requestId !== undefined)
    response.headers = { ...response.headers, 'X-Request-Id': event.requestId }
}
