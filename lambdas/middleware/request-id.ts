import { randomUUID } from 'node:crypto'
import type { MiddlewareObj } from '@middy/core'
import { type ApiEvent, type ApiResult, headerOf } from './event.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Long enough for a UUID or a trace id; narrow enough to be safe in a header and a log line. */
const ACCEPTABLE = /^[A-Za-z0-9._:-]{1,128}$/

/** Gives every request an id, its caller's if that is fit to be repeated, and every answer shows it. */
export function requestId(): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    before: ({ event }) => {
      event.requestId = requestIdFor(headerOf(event, 'x-request-id'))
    },
    after: ({ event, response }) => show(event, response),
    onError: ({ event, response }) => show(event, response),
  }
}

/** The caller's own id for the request if it is fit, and no secret put in the wrong header; else a new one. */
export function requestIdFor(given: string | undefined): string {
  const isFit = given !== undefined && ACCEPTABLE.test(given) && withoutSecrets(given) === given
  return isFit ? given : randomUUID()
}

function show(event: ApiEvent, response: ApiResult | null | undefined): void {
  if (response && event.requestId !== undefined)
    response.headers = { ...response.headers, 'X-Request-Id': event.requestId }
}
