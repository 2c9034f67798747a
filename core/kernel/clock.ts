/** The only source of time: milliseconds since 1970 UTC. Passed in, so that tests own it. */
export interface Clock {
  now(): number
}

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** A time as people and the API read it: RFC 3339, in UTC. */
export function timeText(atMs: number): string {
  return new Date(atMs).toISOString()
}
