import type { Clock } from '../../core/kernel/clock.ts'
import { type RatePolicy, type Taken, type TokenBucket, takeToken } from './token-bucket.ts'

/** Some 2 MB. The bucket that was touched longest ago is forgotten first, which is to say: it is full again. */
const BUCKETS_MAX = 10_000

export interface RateLimiter {
  /** Counts one request of `who`. */
  take(policy: RatePolicy, who: string): Taken
}

/**
 * Counts in this process: on one machine that is everything, in AWS every warm instance of a function counts for itself,
 * so that somebody whose requests are spread over n instances may get n times as far. It bounds what one caller costs an
 * instance; the account's own concurrency limit bounds n.
 */
export function createRateLimiter(clock: Clock, bucketsMax = BUCKETS_MAX): RateLimiter {
  const buckets = new Map<string, TokenBucket>()
  return {
    take(policy, who) {
      const key = `${policy.name} ${who}`
      const taken = takeToken(policy, buckets.get(key), clock.now())
      // Deleted first, because a Map keeps the order in which its keys came.
      buckets.delete(key)
      buckets.set(key, taken.bucket)
      forgetOldest(buckets, bucketsMax)
      return taken
    },
  }
}

function forgetOldest(buckets: Map<string, TokenBucket>, bucketsMax: number): void {
  if (buckets.size <= bucketsMax) return
  const [oldest] = buckets.keys()
  if (oldest !== undefined) buckets.delete(oldest)
}
