import { ABSENT, type BrokerSighting } from './broker-sighting.ts'
import type { BrokerStep } from './broker-step.ts'
import { COUNTERS, type KnownCounter, type KnownTopic, type TenantMeter } from './meter-chunk.ts'
import type { TopicFacts } from './meter-ports.ts'
import { NOWHERE } from './name-places.ts'
import { TENANT_ID_LENGTH } from './owner-of.ts'

export interface SteadyAdvance {
  readonly in: number
  readonly out: number
  readonly values: readonly number[]
}

/** Brokers that all answered and none of which began anew; null when that is not so. */
export function steadyBrokers(steps: readonly BrokerStep[]): readonly BrokerSighting[] | null {
  const steady = steps.flatMap(({ sighting, restarted }) =>
    sighting === null || restarted ? [] : [sighting],
  )
  return steady.length === steps.length ? steady : null
}

/**
 * The short way for nearly every tenant in nearly every pass: the same topics, whose known counters show themselves, grew
 * or stood still, and no other did. Null when anything is otherwise; then the rules of `advanceTopic` decide.
 */
export function advanceSteady(
  previous: TenantMeter,
  seen: readonly TopicFacts[],
  places: readonly number[],
  brokers: readonly BrokerSighting[],
): SteadyAdvance | null {
  const { topics, values: former } = previous
  if (topics.length !== places.length) return null
  const step: TenantStep = { brokers, former, values: [], in: 0, out: 0 }
  for (let n = 0; n < places.length; n += 1) {
    const topic = topics[n]
    const place = places[n] ?? NOWHERE
    const facts = seen[place]
    if (topic === undefined || facts === undefined || !isSame(topic, facts)) return null
    if (!follow(step, topic.counters, place)) return null
  }
  return step
}

function isSame(topic: KnownTopic, { kafkaName, leaderChanges, topicId }: TopicFacts): boolean {
  return (
    kafkaName.length === TENANT_ID_LENGTH + 1 + topic.name.length &&
    kafkaName.endsWith(topic.name) &&
    !topic.closed &&
    topic.goneSince === null &&
    topic.leaderChanges === leaderChanges &&
    topicId.startsWith(topic.topicIds[0])
  )
}

interface TenantStep extends SteadyAdvance {
  readonly brokers: readonly BrokerSighting[]
  readonly former: readonly number[]
  readonly values: number[]
  in: number
  out: number
}

/** Adds the values of one topic; false when they are not what was expected. */
function follow(step: TenantStep, counters: readonly KnownCounter[], place: number): boolean {
  // Counters stand in the order of brokers, and of `COUNTERS`.
  let next = 0
  for (const { brokerId, values } of step.brokers) {
    for (let which = 0; which < COUNTERS.length; which += 1) {
      const value = values[place * COUNTERS.length + which] ?? ABSENT
      if (value === ABSENT) continue
      const known = counters[next]
      const before = step.former[step.values.length]
      if (known === undefined || before === undefined || known.missed || value < before)
        return false
      if (known.brokerId !== brokerId || known.counter !== COUNTERS[which]) return false
      if (which === 0) step.in += value - before
      else step.out += value - before
      step.values.push(value)
      next += 1
    }
  }
  return next === counters.length
}
