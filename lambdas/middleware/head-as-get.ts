import type { MiddlewareObj } from '@middy/core'
import type { ApiEvent, ApiResult } from './event.ts'

/** HEAD is GET without the body (RFC 9110, 9.3.2), so no route has to know of it. */
export function headAsGet(): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    before: ({ event }) => {
      const { http } = event.requestContext
      if (http.method !== 'HEAD') return
      event.wasHead = true
      http.method = 'GET'
    },
    after: ({ event, response }) => dropBody(event, response),
    onError: ({ event, response }) => dropBody(event, response),
  }
}

function dropBody(event: ApiEvent, response: ApiResult | null | undefined): void {
  if (event.wasHead === true && response) delete response.body
}
