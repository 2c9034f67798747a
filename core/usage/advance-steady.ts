import type { BrokerStep } from './broker-step.ts'
import type { SeenTopic } from './cell-sighting.ts'
import { COUNTERS, type CounterReading, type TopicReadings } from './meter-chunk.ts'

export interface SteadyAdvance {
  readonly in: number
  readonly out: number
  readonly next: TopicReadings
}

/**
 * The short way for nearly every topic in nearly every pass: the same topic, whose known counters show themselves, grew or
 * stood still, and no other did. Null when anything is otherwise; then the rules of `advanceTopic` decide. A topic at rest
 * keeps its readings as they are, which makes a pass over many of them cheap.
 */
export function advanceSteady(
  previous: TopicReadings,
  seen: SeenTopic,
  brokers: readonly BrokerStep[],
): SteadyAdvance | null {
  if (previous.closed || previous.goneSince !== null) return null
  const sums = { in: 0, out: 0 }
  const counters: CounterReading[] = []
  for (const { brokerId, sighting, restarted } of brokers) {
    if (sighting === null || restarted) return null
    for (const counter of COUNTERS) {
      const value = sighting.valueAt(seen.place, counter)
      if (value === null) continue
      // Readings stand in the order of brokers and counters.
      const reading = previous.counters[counters.length]
      if (reading?.brokerId !== brokerId || reading.counter !== counter) return null
      if (reading.missed || value < reading.value) return null
      sums[counter] += value - reading.value
      counters.push(value === reading.value ? reading : { brokerId, counter, value, missed: false })
    }
  }
  if (counters.length !== previous.counters.length) return null
  const rests = sums.in + sums.out === 0
  return { ...sums, next: rests ? previous : { ...previous, counters } }
}
