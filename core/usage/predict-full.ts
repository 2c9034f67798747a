import { DAY_MS } from '../kernel/clock.ts'

/** How much was kept, on average, in a window that begins at `at`. */
export interface KeptBytes {
  readonly at: number
  readonly bytes: number
}

/** Fewer say nothing about a trend. */
const POINTS_MIN = 3
/** Nobody plans further ahead, and a line through a few days says nothing about it. */
const HORIZON_MS = 365 * DAY_MS

/**
 * When the straight line through what was kept (least squares) reaches the limit, in milliseconds since 1970; null when it
 * does not rise, or not within a year. `now` when it is reached already.
 */
export function predictFull(
  points: readonly KeptBytes[],
  limitBytes: number,
  now: number,
): number | null {
  const last = points.at(-1)
  if (last === undefined) return null
  if (last.bytes >= limitBytes) return now
  if (points.length < POINTS_MIN) return null
  const meanAt = mean(points.map(({ at }) => at))
  const meanBytes = mean(points.map(({ bytes }) => bytes))
  const spread = sum(points.map(({ at }) => (at - meanAt) ** 2))
  const slope = sum(points.map(({ at, bytes }) => (at - meanAt) * (bytes - meanBytes))) / spread
  if (!(slope > 0)) return null
  const fullAt = last.at + (limitBytes - last.bytes) / slope
  return fullAt - now > HORIZON_MS ? null : Math.max(now, Math.round(fullAt))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
