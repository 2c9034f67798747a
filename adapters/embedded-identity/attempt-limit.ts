import { type Clock, SECOND_MS } from '../../core/kernel/clock.ts'
import { rateLimited } from '../../core/kernel/service-error.ts'

export interface AttemptBounds {
  /** Attempts in a row. */
  readonly burst: number
  /** One more attempt after each of these. */
  readonly refillMs: number
  /** Keys remembered; beyond that the one that was tried longest ago is forgotten. */
  readonly keysMax: number
}

interface Bucket {
  readonly left: number
  readonly at: number
}

/** Counts attempts by key, as a token bucket each. In memory: a restart forgives, which costs an attacker more than us. */
export class AttemptLimit {
  readonly #bounds: AttemptBounds
  readonly #clock: Clock
  /** In the order of the last attempt. */
  readonly #buckets = new Map<string, Bucket>()

  constructor(bounds: AttemptBounds, clock: Clock) {
    this.#bounds = bounds
    this.#clock = clock
  }

  /** Counts an attempt before it is made, so that attempts made at once are all counted. False: not now. */
  take(key: string): boolean {
    const left = this.#left(key)
    if (left < 1) return false
    this.#remember(key, left - 1)
    return true
  }

  /** Counts an attempt, or says when the next one may be made: `rate_limited`. */
  count(key: string, what: string): void {
    if (this.take(key)) return
    const waitMs = (1 - this.#left(key)) * this.#bounds.refillMs
    throw rateLimited(what, Math.ceil(waitMs / SECOND_MS))
  }

  /** The attempt was a good one and does not count. */
  giveBack(key: string): void {
    this.#remember(key, Math.min(this.#bounds.burst, this.#left(key) + 1))
  }

  #left(key: string): number {
    const { burst, refillMs } = this.#bounds
    const bucket = this.#buckets.get(key)
    if (bucket === undefined) return burst
    return Math.min(burst, bucket.left + (this.#clock.now() - bucket.at) / refillMs)
  }

  #remember(key: string, left: number): void {
    this.#buckets.delete(key)
    this.#buckets.set(key, { left, at: this.#clock.now() })
    const oldest = this.#buckets.keys().next().value
    if (this.#buckets.size > this.#bounds.keysMax && oldest !== undefined)
      this.#buckets.delete(oldest)
  }
}
