import type { KnownCounter, KnownTopic, TenantMeter } from './meter-chunk.ts'

/** One raw counter value from one broker. */
export interface CounterReading extends KnownCounter {
  readonly value: number
}

/** A topic with its numbers: the form that the rules for one topic think in. */
export interface TopicReadings extends KnownTopic {
  readonly counters: readonly CounterReading[]
}

export function readingsOf({ topics, values }: TenantMeter): readonly TopicReadings[] {
  let at = 0
  return topics.map((topic) => {
    const counters = topic.counters.map((counter, n) => ({
      ...counter,
      value: values[at + n] ?? 0,
    }))
    at += counters.length
    return { ...topic, counters }
  })
}

/** Lists of counters that say the same become one; there are few different ones, and many topics. */
export type CounterLists = Map<string, readonly KnownCounter[]>

/** The form that is kept. Keeps the former list of topics when it says the same. */
export function keptForm(
  readings: readonly TopicReadings[],
  former: readonly KnownTopic[],
  lists: CounterLists,
): Pick<TenantMeter, 'topics' | 'values'> {
  const topics = readings.map((topic) => ({ ...topic, counters: listOf(topic.counters, lists) }))
  const isSame =
    topics.length === former.length && topics.every((topic, n) => same(topic, former[n]))
  return {
    topics: isSame ? former : topics,
    values: Float64Array.from(
      readings.flatMap(({ counters }) => counters),
      ({ value }) => value,
    ),
  }
}

function listOf(counters: readonly CounterReading[], lists: CounterLists): readonly KnownCounter[] {
  const text = textOf(counters)
  const known = lists.get(text)
  if (known !== undefined) return known
  const list = counters.map(({ brokerId, counter, missed }) => ({ brokerId, counter, missed }))
  lists.set(text, list)
  return list
}

function textOf(counters: readonly KnownCounter[]): string {
  return counters.map(({ brokerId, counter, missed }) => `${brokerId} ${counter} ${missed}`).join()
}

function same(a: KnownTopic, b: KnownTopic | undefined): boolean {
  return (
    b !== undefined &&
    a.name === b.name &&
    a.leaderChanges === b.leaderChanges &&
    a.closed === b.closed &&
    a.goneSince === b.goneSince &&
    a.topicIds === b.topicIds &&
    (a.counters === b.counters || textOf(a.counters) === textOf(b.counters))
  )
}
