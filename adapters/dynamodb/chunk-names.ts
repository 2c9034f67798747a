import * as z from 'zod'
import {
  COUNTERS,
  type KnownCounter,
  type KnownTopic,
  type TenantMeter,
} from '../../core/usage/meter-chunk.ts'

/** What a chunk is about, without its numbers: an item of its own, which is written only when something in it changes. */
export type ChunkNames = z.infer<typeof chunkNamesSchema>

const count = z.int().nonnegative()

/** Broker; place in `COUNTERS`; 1 if it was missed. */
const counterRow = z.tuple([z.string(), count.max(1), count.max(1)])
/**
 * Name; ids, newest first, with spaces between; changes of leaders; when it went, or 0 (below zero: and it was closed;
 * 1: closed and there); which of the lists of counters it has.
 */
const topicRow = z.tuple([z.string(), z.string(), count.nullable(), z.int(), count])

export const chunkNamesSchema = z.strictObject({
  /** The chunk's version that it was written with. */
  written: count,
  lists: z.array(z.array(counterRow)),
  tenants: z.array(z.tuple([z.string(), z.array(topicRow)])),
})

/** A closed topic that is still there. */
const CLOSED = 1

export function namesOf(tenants: readonly TenantMeter[], written: number): ChunkNames {
  const places = new Map<string, number>()
  const lists: ChunkNames['lists'] = []
  const placeOf = (counters: readonly KnownCounter[]): number => {
    const rows = counters.map(counterRowOf)
    const text = JSON.stringify(rows)
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, lists.length)
    return lists.push(rows) - 1
  }
  const rows = tenants.map(({ tenantId, topics }): ChunkNames['tenants'][number] => [
    tenantId,
    topics.map((topic) => topicRowOf(topic, placeOf(topic.counters))),
  ])
  return { written, lists, tenants: rows }
}

/** Each tenant with its topics. */
export function topicsIn({
  lists: rows,
  tenants,
}: ChunkNames): readonly Pick<TenantMeter, 'tenantId' | 'topics'>[] {
  const lists = rows.map((list) => list.map(counterOf))
  return tenants.map(([tenantId, topics]) => ({
    tenantId,
    topics: topics.map((topic) => topicOf(topic, lists)),
  }))
}

function counterRowOf({ brokerId, counter, missed }: KnownCounter): z.infer<typeof counterRow> {
  return [brokerId, COUNTERS.indexOf(counter), missed ? 1 : 0]
}

function counterOf([brokerId, place, missed]: z.infer<typeof counterRow>): KnownCounter {
  return { brokerId, counter: COUNTERS[place === 0 ? 0 : 1], missed: missed === 1 }
}

function topicRowOf(topic: KnownTopic, list: number): z.infer<typeof topicRow> {
  const { name, topicIds, leaderChanges, closed, goneSince } = topic
  const state = goneSince === null ? (closed ? CLOSED : 0) : closed ? -goneSince : goneSince
  return [name, topicIds, leaderChanges, state, list]
}

function topicOf(
  [name, topicIds, leaderChanges, state, list]: z.infer<typeof topicRow>,
  lists: readonly (readonly KnownCounter[])[],
): KnownTopic {
  const counters = lists[list]
  if (counters === undefined) throw new Error('A stored topic has no counters.')
  const goneSince = state === 0 || state === CLOSED ? null : Math.abs(state)
  const closed = state < 0 || state === CLOSED
  return { name, topicIds, leaderChanges, closed, goneSince, counters }
}
