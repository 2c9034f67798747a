import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import type { WebhookEvent } from './webhook-event.ts'

/** One try to hand a message over. */
export interface Attempt {
  readonly at: number
  /** The receiver's answer; null when there was none. */
  readonly status: number | null
  readonly durationMs: number
  /** Why it does not count, in a sentence for the customer; null when it does. */
  readonly error: string | null
}

/** One event on its way to one webhook. */
export interface Delivery {
  readonly id: string
  readonly webhookId: string
  readonly accountId: string
  readonly event: WebhookEvent
  readonly state: 'pending' | 'delivered' | 'failed'
  /** When it is tried next; null when it is not. */
  readonly nextAt: number | null
  /** How many tries there were since it was made or replayed. */
  readonly tries: number
  /** The last ones, oldest first. */
  readonly attempts: readonly Attempt[]
  readonly version: number
}

/** The schedule that Standard Webhooks proposes; about three days in all. */
const RETRY_AFTER_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const

/** Of what is shown; a delivery that is replayed again and again does not grow. */
const ATTEMPTS_KEPT = 10

/** The same again for the same event and webhook, so that one found twice is made once. Ids sort by time. */
export function newDelivery(webhookId: string, accountId: string, event: WebhookEvent): Delivery {
  const time = event.at.toString(36).padStart(9, '0')
  return {
    id: `dlv_${time}${event.id.slice('evt_'.length)}`,
    webhookId,
    accountId,
    event,
    state: 'pending',
    nextAt: event.at,
    tries: 0,
    attempts: [],
    version: 1,
  }
}

/** After a try that counts, or one that is tried again later: a tenth more or less, so that failures do not gather. */
export function afterAttempt(
  delivery: Delivery,
  attempt: Attempt,
  randomness: Randomness,
): Delivery {
  const waitMs = RETRY_AFTER_MS[delivery.tries]
  const attempts = [...delivery.attempts, attempt].slice(-ATTEMPTS_KEPT)
  const next = { ...delivery, attempts, tries: delivery.tries + 1, version: delivery.version + 1 }
  if (attempt.error === null) return { ...next, state: 'delivered', nextAt: null }
  if (waitMs === undefined) return { ...next, state: 'failed', nextAt: null }
  const share = (randomness.bytes(1)[0] ?? 0) / 255
  const jittered = Math.round(waitMs * (0.9 + 0.2 * share))
  return { ...next, state: 'pending', nextAt: attempt.at + attempt.durationMs + jittered }
}

/** To be tried from the start again, whatever became of it. The receiver sees the same message id. */
export function replayed(delivery: Delivery, now: number): Delivery {
  return { ...delivery, state: 'pending', nextAt: now, tries: 0, version: delivery.version + 1 }
}

/** What is sent. Small, and without a secret: a receiver that wants more asks the API. */
export function messageOf({ type, at, data }: WebhookEvent): string {
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data })
}
