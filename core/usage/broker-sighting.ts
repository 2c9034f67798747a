import { isServiceError } from '../kernel/service-error.ts'
import { COUNTERS, type Counter } from './meter-chunk.ts'
import type { CounterAnswer, CounterSource } from './meter-ports.ts'
import { NOWHERE } from './name-places.ts'
import { ownerOfTopic } from './owner-of.ts'
import { slotOf, type SlotFinder } from './topic-index.ts'

/** All counters of one broker. */
export interface BrokerSighting extends CounterAnswer {
  readonly brokerId: string
  /** What `valueAt` reads, for those who read all of it: the counters of each topic in the order of `COUNTERS`. */
  readonly values: Float64Array
  /** Of the topic at that place in the cell's list; null when the broker does not show it. */
  valueAt(place: number, counter: Counter): number | null
  /** The same for a topic that is not there any more: counters may outlive it for a moment. */
  valueOf(kafkaName: string, counter: Counter): number | null
}

/** The broker does not show the counter. */
export const ABSENT = -1

/** Takes 16 bytes a topic. Null when the broker does not answer as it should. */
export async function lookAtBroker(
  source: CounterSource,
  brokerId: string,
  topics: number,
  findSlot: SlotFinder,
): Promise<BrokerSighting | null> {
  const values = new Float64Array(topics * COUNTERS.length).fill(ABSENT)
  // Topics that were deleted a moment ago: counters may still stand where there is no topic.
  const others = new Map<string, number>()
  try {
    const answer = await source.read(brokerId, (kafkaName, counter, value) => {
      const slot = findSlot(kafkaName, counter)
      if (slot !== NOWHERE) values[slot] = value
      else if (ownerOfTopic(kafkaName) !== undefined) others.set(keyOf(kafkaName, counter), value)
    })
    return {
      ...answer,
      brokerId,
      values,
      valueAt: (place, counter) => {
        const value = values[slotOf(place, counter)] ?? ABSENT
        return value === ABSENT ? null : value
      },
      valueOf: (kafkaName, counter) => others.get(keyOf(kafkaName, counter)) ?? null,
    }
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return null
    throw error
  }
}

function keyOf(kafkaName: string, counter: Counter): string {
  return `${counter}/${kafkaName}`
}
