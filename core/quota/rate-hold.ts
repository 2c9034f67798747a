import { DAY_MS, SECOND_MS } from '../kernel/clock.ts'
import { type ServedSpan, servedInWindow } from './served-lately.ts'

/**
 * Of what the plan's rate makes in five minutes: who got past it did not wait as long as the brokers said. Shares keep all
 * others at 1.17 and below.
 */
const HELD_ABOVE = 1.19
/** Of the rate: what is paid off in each second. Shares let clients that wait have a little more than their plan for good. */
const PAID_OFF_AT = 1.1
/** Seconds of the rate that may be left when a hold ends: no five minutes after it hold more than 1.15 × the plan. */
const LEFT_S = 15
/** What one burst costs at most. */
const PAID_OFF_WITHIN_MS = DAY_MS

/** Bytes that a tenant is ahead of its plan (`rate` bytes a second), after so much more time in which it produced so many. */
export function aheadAfter(
  ahead: number,
  { produceBytes, from, to }: Pick<ServedSpan, 'produceBytes' | 'from' | 'to'>,
  rate: number,
): number {
  const paidOff = (rate * PAID_OFF_AT * Math.max(0, to - from)) / SECOND_MS
  const most = (rate * PAID_OFF_AT * PAID_OFF_WITHIN_MS) / SECOND_MS
  return Math.round(Math.min(most, Math.max(0, ahead + produceBytes - paidOff)))
}

/** Whether five minutes hold more than clients can reach that wait as long as a broker tells them to. */
export function isTooFast(spans: readonly ServedSpan[], rate: number, now: number): boolean {
  return servedInWindow(spans, now, 'produceBytes', rate) > HELD_ABOVE
}

/**
 * When a tenant that is held has paid off what it is ahead, if it produces nothing until then: in the long run nobody gets
 * more than 1.1 × the plan, whatever the clients do.
 */
export function paidOffAt(ahead: number, rate: number, now: number): number {
  const over = Math.max(0, ahead - rate * LEFT_S)
  return now + Math.ceil((over * SECOND_MS) / (rate * PAID_OFF_AT))
}
