import type { MiddlewareObj } from '@middy/core'
import { isServiceError, rateLimited } from '../../core/kernel/service-error.ts'
import type { Route } from '../http/route.ts'
import { addressKey } from './address-key.ts'
import type { ApiEvent, ApiResult } from './event.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { FAILED_LOG_INS, ratePolicyOf } from './rate-policies.ts'
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
    before: ({ event }) => take(limiter, policy, whoCounts(route, event), event),
  }
}

/**
 * Refuses an address that comes with too many tokens that are not valid. They are counted once they were refused, so
 * that somebody with a valid one is let in from the same address whatever others try there.
 */
export function limitFailedLogIns(
  limiter: RateLimiter,
  { access }: Route<never>,
): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    onError: (request) => {
      const { event, error } = request
      if (access === 'public' || !isServiceError(error, 'unauthenticated')) return
      take(limiter, FAILED_LOG_INS, addressKey(event.requestContext.http.sourceIp), event)
    },
  }
}

function take(limiter: RateLimiter, policy: RatePolicy, who: string, event: ApiEvent): void {
  const taken = limiter.take(policy, who)
  event.rateLimitHeaders = rateLimitHeaders(policy, taken)
  if (!taken.isAllowed) throw rateLimited('Too many requests', taken.retryAfterSeconds)
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
