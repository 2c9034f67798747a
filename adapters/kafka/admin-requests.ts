import type { API } from '@platformatic/kafka'

/** Speaks to the cluster as its administrator. */
export interface AdminRequests {
  /** How long the cluster may take for one request. */
  readonly requestTimeoutMs: number
  /**
   * Answers with what the broker said, error codes included: they are for the caller to read. Throws `unavailable` when
   * there is no answer. A connection that turns out closed is replaced and the request repeated once, so only requests
   * that may be made twice are asked.
   */
  ask<Args extends unknown[], Answer>(api: API<Args, Answer>, ...args: Args): Promise<Answer>
}
