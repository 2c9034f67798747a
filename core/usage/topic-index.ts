import { COUNTERS, type Counter } from './meter-chunk.ts'
import type { TopicFacts } from './meter-ports.ts'
import { NOWHERE, placesOf } from './name-places.ts'
import { ownerOfTopic, TENANT_ID_LENGTH } from './owner-of.ts'

/** Where each topic stands in the list of a cell's topics, by its full name and by its tenant. */
export interface TopicIndex {
  /** True for a list with the same names in the same order. */
  isOf(topics: readonly TopicFacts[]): boolean
  readonly placesByTenant: ReadonlyMap<string, readonly number[]>
  /** For the lines of one broker's answer, from its first to its last. */
  follow(brokerId: string): SlotFinder
}

/** The slot of a counter: `slotOf` its topic's place; `NOWHERE` when there is no such topic. */
export type SlotFinder = (kafkaName: string, counter: Counter) => number

export function slotOf(place: number, counter: Counter): number {
  return place * COUNTERS.length + (counter === 'in' ? 0 : 1)
}

/**
 * An exporter tells its counters in nearly the same order every time. So each broker's order is remembered, four bytes a
 * counter: one comparison with the name that came next the last time finds the place. Where that is another name, it is
 * looked up, and the order learned anew.
 */
export function indexTopics(topics: readonly TopicFacts[]): TopicIndex {
  const names = topics.map(({ kafkaName }) => kafkaName)
  const placeOf = placesOf(names)
  const orders = new Map<string, Int32Array>()
  return {
    isOf: (others) =>
      others.length === names.length &&
      others.every(({ kafkaName }, place) => kafkaName === names[place]),
    placesByTenant: placesByTenant(names),
    follow(brokerId) {
      const slots = names.length * COUNTERS.length
      const order = orders.get(brokerId) ?? new Int32Array(slots + 1).fill(NOWHERE)
      orders.set(brokerId, order)
      // What came next after each slot; behind the last slot stands what came first.
      let last = slots
      return (kafkaName, counter) => {
        const next = order[last] ?? NOWHERE
        const isNext =
          next !== NOWHERE &&
          COUNTERS[next % COUNTERS.length] === counter &&
          names[Math.floor(next / COUNTERS.length)] === kafkaName
        const slot = isNext ? next : lookUp(placeOf(kafkaName), counter)
        if (slot === NOWHERE) return NOWHERE
        if (!isNext) order[last] = slot
        last = slot
        return slot
      }
    },
  }
}

function lookUp(place: number, counter: Counter): number {
  return place === NOWHERE ? NOWHERE : slotOf(place, counter)
}

function placesByTenant(names: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const byTenant = new Map<string, number[]>()
  for (const [place, kafkaName] of names.entries()) {
    if (ownerOfTopic(kafkaName) === undefined) continue
    const tenantId = kafkaName.slice(0, TENANT_ID_LENGTH)
    const own = byTenant.get(tenantId)
    if (own === undefined) byTenant.set(tenantId, [place])
    else own.push(place)
  }
  return byTenant
}

/** The last index of each cell that a process meters: most passes find the topics of the pass before. */
export interface TopicIndexes {
  of(clusterId: string, topics: readonly TopicFacts[]): TopicIndex
}

export function createTopicIndexes(): TopicIndexes {
  const last = new Map<string, TopicIndex>()
  return {
    of(clusterId, topics) {
      const known = last.get(clusterId)
      if (known?.isOf(topics) === true) return known
      const index = indexTopics(topics)
      last.set(clusterId, index)
      return index
    },
  }
}
