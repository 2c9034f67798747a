import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Actor } from '../../core/account/account.ts'
import type { Call } from '../http/route.ts'

/** What the middleware before it found out; the handler at the end has all of it. */
export type ApiEvent = APIGatewayProxyEventV2 & {
  requestId?: string
  wasHead?: true
  rateLimitHeaders?: Readonly<Record<string, string>>
  actor?: Actor
  call?: Call<unknown, unknown>
}

export type ApiResult = APIGatewayProxyStructuredResultV2

/** Who asks on a route that anyone may use. */
export const NOBODY: Actor = { id: 'anonymous', accountId: '', role: 'viewer' }

/** A header by its lower-case name: API Gateway lower-cases them (payload format 2.0). */
export function headerOf(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return event.headers[name]
}
