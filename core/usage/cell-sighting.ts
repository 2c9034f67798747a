import { isServiceError } from '../kernel/service-error.ts'
import { COUNTERS, type Counter } from './meter-chunk.ts'
import type { CounterSource, MeteredCell, TopicFacts } from './meter-ports.ts'
import { ownerOfTopic } from './owner-of.ts'

/** A topic of a tenant that is on the cluster. */
export interface SeenTopic {
  readonly kafkaName: string
  readonly name: string
  /** Where its counters stand in a `BrokerSighting`. */
  readonly place: number
  readonly facts: TopicFacts
}

/** All counters of one broker. */
export interface BrokerSighting {
  readonly brokerId: string
  readonly startedAt: number | null
  /** Null when the broker does not show it. */
  valueAt(place: number, counter: Counter): number | null
  /** The same for a topic that is not there any more: counters may outlive it for a moment. */
  valueOf(kafkaName: string, counter: Counter): number | null
}

/** What one look at a cell showed. */
export interface CellSighting {
  readonly topicsByTenant: ReadonlyMap<string, readonly SeenTopic[]>
  readonly brokers: readonly BrokerSighting[]
  /** Brokers that did not answer as they should. */
  readonly missed: readonly string[]
}

/** Answers of several brokers arrive at once; each takes 16 bytes a topic. */
const BROKERS_AT_ONCE = 3
const ABSENT = -1

/**
 * The topics first, then the counters: of a topic that was made again only the new one can be counted after its id was
 * seen. Throws `unavailable` when the cluster does not say which topics there are.
 */
export async function lookAtCell(cell: MeteredCell): Promise<CellSighting> {
  const topics = await cell.topics()
  const places = new Map<string, number>()
  for (const kafkaName of topics.keys()) places.set(kafkaName, places.size)
  const brokers: BrokerSighting[] = []
  const missed: string[] = []
  const waiting = [...cell.counters.brokerIds]
  const work = Array.from({ length: BROKERS_AT_ONCE }, async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const sighting = await lookAtBroker(cell.counters, id, places)
      if (sighting === null) missed.push(id)
      else brokers.push(sighting)
    }
  })
  await Promise.all(work)
  return { topicsByTenant: topicsByTenant(topics), brokers, missed }
}

async function lookAtBroker(
  source: CounterSource,
  brokerId: string,
  places: ReadonlyMap<string, number>,
): Promise<BrokerSighting | null> {
  const values = new Float64Array(places.size * COUNTERS.length).fill(ABSENT)
  // Topics that were deleted a moment ago: counters may still stand where there is no topic.
  const others = new Map<string, number>()
  try {
    const { startedAt } = await source.read(brokerId, ({ kafkaName, counter, value }) => {
      const place = places.get(kafkaName)
      if (place !== undefined) values[placeOf(place, counter)] = value
      else if (ownerOfTopic(kafkaName) !== undefined) others.set(keyOf(kafkaName, counter), value)
    })
    return {
      brokerId,
      startedAt,
      valueAt: (place, counter) => {
        const value = values[placeOf(place, counter)] ?? ABSENT
        return value === ABSENT ? null : value
      },
      valueOf: (kafkaName, counter) => others.get(keyOf(kafkaName, counter)) ?? null,
    }
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return null
    throw error
  }
}

function placeOf(place: number, counter: Counter): number {
  return place * COUNTERS.length + (counter === 'in' ? 0 : 1)
}

function keyOf(kafkaName: string, counter: Counter): string {
  return `${counter}/${kafkaName}`
}

function topicsByTenant(
  topics: ReadonlyMap<string, TopicFacts>,
): ReadonlyMap<string, readonly SeenTopic[]> {
  const byTenant = new Map<string, SeenTopic[]>()
  let place = -1
  for (const [kafkaName, facts] of topics) {
    place += 1
    const owner = ownerOfTopic(kafkaName)
    if (owner === undefined) continue
    const seen = { kafkaName, name: owner.topicName, place, facts }
    const own = byTenant.get(owner.tenantId)
    if (own === undefined) byTenant.set(owner.tenantId, [seen])
    else own.push(seen)
  }
  return byTenant
}
