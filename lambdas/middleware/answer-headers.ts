import type { MiddlewareObj } from '@middy/core'
import type { ApiEvent, ApiResult } from './event.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/** What every answer bears, a refusal too: the security headers, and how much of the rate limit is left. */
export function answerHeaders(): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    after: ({ event, response }) => addTo(response, event),
    onError: ({ event, response }) => addTo(response, event),
  }
}

function addTo(response: ApiResult | null | undefined, event: ApiEvent): void {
  if (!response) return
  response.headers = { ...SECURITY_HEADERS, ...event.rateLimitHeaders, ...response.headers }
}
