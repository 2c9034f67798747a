import type { MiddlewareObj } from '@middy/core'
import type { Route } from '../http/route.ts'
import { addressKey } from './address-key.ts'
import type { ApiEvent, ApiResult } from './event.ts'
import { RateLimited } from './problem.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { ratePolicyOf } from './rate-policies.ts'
import type { RatePolicy, Taken } from './token-bucket.ts'

/**
 * Refuses who asks too often: by token or member, on public routes by source address. Comes after authentication, so
 * that nobody can use up what is somebody else's.
 */
export function rateLimit(
  limiter: RateLimiter,
  route: Route<never>,
): MiddlewareObj<ApiEvent, ApiResult> {
  const policy = ratePolicyOf(route)
  return {
    before: ({ event }) => {
      const taken = limiter.take(policy, whoCounts(route, event))
      event.rateLimitHeaders = rateLimitHeaders(policy, taken)
      if (!taken.isAllowed) throw new RateLimited(taken.retryAfterSeconds)
    },
  }
}

function whoCounts({ access }: Route<never>, { actor, requestContext }: ApiEvent): string {
  if (access === 'public' || actor === undefined) return addressKey(requestContext.http.sourceIp)
  return actor.id
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ : quota, window, remaining, reset; seconds. */
function rateLimitHeaders(
  { name, burst, perSecond }: RatePolicy,
  { remaining, resetSeconds }: Taken,
): Readonly<Record<string, string>> {
  return {
    'RateLimit-Policy': `"${name}";q=${burst};w=${Math.ceil(burst / perSecond)}`,
    RateLimit: `"${name}";r=${remaining};t=${resetSeconds}`,
  }
}
