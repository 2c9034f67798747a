import { MINUTE_MS, SECOND_MS } from '../kernel/clock.ts'

/** What a tenant was served between two looks at its brokers, all of them together. */
export interface ServedSpan {
  readonly from: number
  readonly to: number
  readonly produceBytes: number
  readonly consumeBytes: number
}

export type Direction = 'produceBytes' | 'consumeBytes'

/** Over this much time the plan's rate is held. */
export const RATE_WINDOW_MS = 5 * MINUTE_MS
/** Of what the plan's rate makes in that time. Held below 1.2, as spans are not cut exactly where a window begins. */
export const WINDOW_PART = 1.17
/** What is taken for "now": long enough that the burst with which a quota begins does not count for all. */
const LATELY_MS = 45 * SECOND_MS

/** The spans that still matter, with one more. A look that lies before the last one tells nothing new. */
export function withSpan(spans: readonly ServedSpan[], span: ServedSpan): readonly ServedSpan[] {
  const kept = spans.filter(({ to }) => to > span.to - RATE_WINDOW_MS && to <= span.from)
  const isEmpty = span.produceBytes + span.consumeBytes === 0
  return span.to <= span.from || isEmpty ? kept : [...kept, span]
}

/** Bytes since that time; of a span that lies half before it, half. */
function servedSince(spans: readonly ServedSpan[], since: number, which: Direction): number {
  return spans.reduce((sum, span) => {
    const inside = Math.max(0, span.to - Math.max(since, span.from))
    return sum + (span[which] * inside) / (span.to - span.from)
  }, 0)
}

/** What the last five minutes held, as a part of what the rate makes in them. */
export function servedInWindow(
  spans: readonly ServedSpan[],
  now: number,
  which: Direction,
  rate: number,
): number {
  const whole = (rate * RATE_WINDOW_MS) / SECOND_MS
  return servedSince(spans, now - RATE_WINDOW_MS, which) / whole
}

/** Bytes a second, of late. */
export function servedRate(spans: readonly ServedSpan[], now: number, which: Direction): number {
  const last = spans.at(-1)
  const since = Math.min(now - LATELY_MS, last?.from ?? now)
  return (servedSince(spans, since, which) * SECOND_MS) / Math.max(1, now - since)
}

/** Bytes that may be served until the next look, so that no five minutes hold more than they may. */
export function allowedFor(
  spans: readonly ServedSpan[],
  {
    rate,
    which,
    now,
    horizonMs,
  }: {
    readonly rate: number
    readonly which: Direction
    readonly now: number
    readonly horizonMs: number
  },
): number {
  const whole = (rate * WINDOW_PART * RATE_WINDOW_MS) / SECOND_MS
  return whole - servedSince(spans, now - RATE_WINDOW_MS + horizonMs, which)
}
