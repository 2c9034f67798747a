import type { CounterReading } from './topic-readings.ts'

/** What a counter stood at when it was last nobody's: where the first reading is counted from. */
export type Beginning = 'zero' | 'unknown'

export interface CounterStep {
  readonly previous: Pick<CounterReading, 'value' | 'missed'> | undefined
  /** Null when a complete reading of the broker does not show it. */
  readonly seen: number | null
  /** The counter began anew since the previous reading: the broker restarted, or the topic was made again. */
  readonly begunAnew: boolean
  /** The broker leads no part of the topic any more, so that the counter is gone when it does not show. */
  readonly isGone: boolean
  /** For a counter without a previous reading. */
  readonly beginning: Beginning
}

export interface CounterAdvance {
  readonly bytes: number
  /** Null when there is nothing to remember. */
  readonly next: { readonly value: number; readonly missed: boolean } | null
  /** The counter ended or fell: what it counted after the previous reading is not known. */
  readonly lost: boolean
}

const NOTHING: CounterAdvance = { bytes: 0, next: null, lost: false }

/** From one reading of a counter to the next. Never counts a byte twice; where something is in doubt it counts less. */
export function advanceCounter(step: CounterStep): CounterAdvance {
  const { previous, seen, begunAnew, isGone, beginning } = step
  if (seen === null) return absent(previous, begunAnew, isGone)
  const next = { value: seen, missed: false }
  if (previous === undefined) return { bytes: beginning === 'zero' ? seen : 0, next, lost: false }
  if (begunAnew) return { bytes: seen, next, lost: false }
  if (seen < previous.value) return { bytes: seen, next, lost: true }
  return { bytes: seen - previous.value, next, lost: false }
}

/**
 * A broker takes a counter away with the last partition that it leads of a topic. Where it leads on, the counter is
 * forgotten only when two readings in a row did not show it: forgotten too early, all of it would be billed again.
 */
function absent(
  previous: CounterStep['previous'],
  begunAnew: boolean,
  isGone: boolean,
): CounterAdvance {
  if (previous === undefined || begunAnew || previous.missed) return NOTHING
  if (isGone) return { ...NOTHING, lost: true }
  return { bytes: 0, next: { value: previous.value, missed: true }, lost: true }
}
