import { SECOND_MS } from '../../core/kernel/clock.ts'

/** At most `burst` at once, refilled by `perSecond`. */
export interface RatePolicy {
  /** As the headers say it. */
  readonly name: string
  readonly perSecond: number
  readonly burst: number
}

/** How many tokens there were when somebody last looked. */
export interface TokenBucket {
  readonly tokens: number
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Taken {
  readonly bucket: TokenBucket
  readonly isAllowed: boolean
  readonly remaining: number
  /** Until the bucket is full again. */
  readonly resetSeconds: number
  /** Until there is a token; 0 when there is one. */
  readonly retryAfterSeconds: number
}

/** Takes one token if there is one. A clock that was set back refills nothing. */
export function takeToken(policy: RatePolicy, before: TokenBucket | undefined, now: number): Taken {
  const { perSecond, burst } = policy
  const passedMs = before === undefined ? 0 : Math.max(0, now - before.at)
  const filled = before === undefined ? burst : before.tokens + (passedMs / SECOND_MS) * perSecond
  const available = Math.min(burst, filled)
  const isAllowed = available >= 1
  const tokens = isAllowed ? available - 1 : available
  return {
    bucket: { tokens, at: now },
    isAllowed,
    remaining: Math.floor(tokens),
    resetSeconds: Math.ceil((burst - tokens) / perSecond),
    retryAfterSeconds: tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond),
  }
}
