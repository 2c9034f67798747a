import { ABSENT, type BrokerSighting } from './broker-sighting.ts'
import type { BrokerStep } from './broker-step.ts'
import { COUNTERS, type KnownCounter, type KnownTopic, type TenantMeter } from './meter-chunk.ts'
import type { TopicFacts } from './meter-ports.ts'
import { NOWHERE } from './name-places.ts'
import { TENANT_ID_LENGTH } from './owner-of.ts'

export interface SteadyAdvance {
  readonly in: number
  readonly out: number
  readonly values: Float64Array
}

/** Brokers that all answered and none of which began anew; null when that is not so. */
export function steadyBrokers(steps: readonly BrokerStep[]): SteadyBrokers | null {
  const steady = steps.flatMap(({ sighting, restarted }) =>
    sighting === null || restarted ? [] : [sighting],
  )
  if (steady.length !== steps.length) return null
  return { values: steady.map(({ values }) => values), columnsOf: columnsOf(steady) }
}

export interface SteadyBrokers {
  /** What each shows. */
  readonly values: readonly Float64Array[]
  /** Where the counters of such a list stand: `COUNTERS.length` columns for each broker. */
  readonly columnsOf: (counters: readonly KnownCounter[]) => readonly number[]
}

/** No column: the broker of a counter is not there, or its last reading did not show it. */
const NO_COLUMN = -1

/** There are few different lists, shared by many topics, so that each is worked out once. */
function columnsOf(brokers: readonly BrokerSighting[]): SteadyBrokers['columnsOf'] {
  const known = new Map<readonly KnownCounter[], readonly number[]>()
  return (counters) => {
    const columns = known.get(counters) ?? counters.map((each) => columnOf(brokers, each))
    known.set(counters, columns)
    return columns
  }
}

function columnOf(brokers: readonly BrokerSighting[], known: KnownCounter): number {
  const broker = brokers.findIndex(({ brokerId }) => brokerId === known.brokerId)
  if (broker < 0 || known.missed) return NO_COLUMN
  return broker * COUNTERS.length + COUNTERS.indexOf(known.counter)
}

/**
 * The short way for nearly every tenant in nearly every pass: the same topics, whose known counters show themselves, grew
 * or stood still, and no other did. Null when anything is otherwise; then the rules of `advanceTopic` decide.
 */
export function advanceSteady(
  previous: TenantMeter,
  seen: readonly TopicFacts[],
  places: readonly number[],
  brokers: SteadyBrokers,
): SteadyAdvance | null {
  const { topics } = previous
  if (topics.length !== places.length) return null
  const step: TenantStep = { brokers, values: previous.values.slice(), at: 0, in: 0, out: 0 }
  for (let n = 0; n < places.length; n += 1) {
    const topic = topics[n]
    const place = places[n] ?? NOWHERE
    const facts = seen[place]
    if (topic === undefined || facts === undefined || !isSame(topic, facts)) return null
    if (!follow(step, brokers.columnsOf(topic.counters), place)) return null
  }
  return step.at === step.values.length ? step : null
}

function isSame(topic: KnownTopic, { kafkaName, leaderChanges, topicId }: TopicFacts): boolean {
  return (
    kafkaName.length === TENANT_ID_LENGTH + 1 + topic.name.length &&
    kafkaName.endsWith(topic.name) &&
    !topic.closed &&
    topic.goneSince === null &&
    topic.leaderChanges === leaderChanges &&
    topicId.startsWith(newestOf(topic))
  )
}

function newestOf({ topicIds }: KnownTopic): string {
  const end = topicIds.indexOf(' ')
  return end < 0 ? topicIds : topicIds.slice(0, end)
}

interface TenantStep extends SteadyAdvance {
  readonly brokers: SteadyBrokers
  /** The next value to be followed: those before it are seen ones already. */
  at: number
  in: number
  out: number
}

/** Adds the values of one topic; false when they are not what was expected. */
function follow(step: TenantStep, columns: readonly number[], place: number): boolean {
  // Counters stand in the order of brokers, and of `COUNTERS`.
  let next = 0
  let { at } = step
  const own = step.values
  const first = place * COUNTERS.length
  const { values } = step.brokers
  let column = 0
  for (const shown of values) {
    for (let which = 0; which < COUNTERS.length; which += 1, column += 1) {
      const value = shown[first + which] ?? ABSENT
      if (value === ABSENT) continue
      const grown = value - (own[at] ?? Number.NaN)
      if (columns[next] !== column || !(grown >= 0)) return false
      if (which === 0) step.in += grown
      else step.out += grown
      own[at] = value
      at += 1
      next += 1
    }
  }
  step.at = at
  return next === columns.length
}
