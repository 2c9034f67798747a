import { type BrokerSighting, lookAtBroker } from './broker-sighting.ts'
import type { MeteredCell, TopicFacts } from './meter-ports.ts'
import { nameInTenant } from './owner-of.ts'
import { indexTopics, type TopicIndex } from './topic-index.ts'

/** A topic of a tenant that is on the cluster. */
export interface SeenTopic {
  readonly name: string
  /** Where it stands in the list of the cell's topics. */
  readonly place: number
  readonly facts: TopicFacts
}

/** What one look at a cell showed. */
export interface CellSighting {
  readonly topics: readonly TopicFacts[]
  /** Where each tenant's topics stand in it. */
  readonly placesByTenant: ReadonlyMap<string, readonly number[]>
  readonly brokers: readonly BrokerSighting[]
  /** Brokers that did not answer as they should. */
  readonly missed: readonly string[]
}

/** Answers of several brokers arrive at once. */
const BROKERS_AT_ONCE = 3

/**
 * The topics first, then the counters: of a topic that was made again only the new one can be counted after its id was
 * seen. Throws `unavailable` when the cluster does not say which topics there are.
 */
export async function lookAtCell(
  cell: MeteredCell,
  indexOf: (topics: readonly TopicFacts[]) => TopicIndex = indexTopics,
): Promise<CellSighting> {
  const topics = await cell.topics()
  const index = indexOf(topics)
  const brokers: BrokerSighting[] = []
  const missed: string[] = []
  const waiting = [...cell.counters.brokerIds]
  const work = Array.from({ length: BROKERS_AT_ONCE }, async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const sighting = await lookAtBroker(cell.counters, id, topics.length, index.follow(id))
      if (sighting === null) missed.push(id)
      else brokers.push(sighting)
    }
  })
  await Promise.all(work)
  return { topics, placesByTenant: index.placesByTenant, brokers, missed }
}

export function seenTopics(
  topics: readonly TopicFacts[],
  places: readonly number[],
): readonly SeenTopic[] {
  return places.flatMap((place) => {
    const facts = topics[place]
    return facts === undefined ? [] : [{ name: nameInTenant(facts.kafkaName), place, facts }]
  })
}
