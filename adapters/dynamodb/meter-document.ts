import * as z from 'zod'
import {
  COUNTERS,
  type BrokerMark,
  type CounterReading,
  type MeterChunk,
  type TenantMeter,
  type TopicReadings,
} from '../../core/usage/meter-chunk.ts'

/** How a chunk is stored: rows instead of records, as it is written every minute and each KB of it is paid for. */
export type MeterDocument = z.infer<typeof meterDocumentSchema>

const time = z.int()
const count = z.int().nonnegative()

/**
 * Name; ids, newest first, with spaces between; when it went, or 0 (below zero: and it was closed; 1: closed and there);
 * then two numbers for each counter: which it is (see `counterCode`) and its value.
 */
const topicRow = z.tuple([z.string(), z.string(), z.int()], count)
const standingRow = z.tuple([time, count.nullable(), time, count])

export const meterDocumentSchema = z.strictObject({
  lineage: z.array(z.string()),
  since: time,
  brokers: z.array(z.tuple([z.string(), time.nullable(), time])),
  tenants: z.array(z.tuple([z.string(), standingRow, z.array(topicRow)])),
})

type TopicRow = z.infer<typeof topicRow>

export function documentOf(chunk: MeterChunk): MeterDocument {
  const places = new Map(chunk.brokers.map(({ brokerId }, place) => [brokerId, place]))
  return {
    lineage: [...chunk.lineage],
    since: chunk.since,
    brokers: chunk.brokers.map(({ brokerId, startedAt, at }) => [brokerId, startedAt, at]),
    tenants: chunk.tenants.map(({ tenantId, standing, topics }) => [
      tenantId,
      [standing.chargedUntil, standing.bytes, standing.bytesSeenAt, standing.partitions],
      topics.map((topic) => rowOf(topic, places)),
    ]),
  }
}

export function chunkOf(
  clusterId: string,
  low: string,
  version: number,
  document: MeterDocument,
): MeterChunk {
  const { lineage, since } = document
  const brokers = document.brokers.map(([brokerId, startedAt, at]) => ({ brokerId, startedAt, at }))
  const tenants = document.tenants.map(([tenantId, standing, topics]): TenantMeter => {
    const [chargedUntil, bytes, bytesSeenAt, partitions] = standing
    return {
      tenantId,
      standing: { chargedUntil, bytes, bytesSeenAt, partitions },
      topics: topics.map((row) => readingsOf(row, brokers)),
    }
  })
  return { clusterId, low, version, lineage, since, brokers, tenants }
}

/** A closed topic that is still there. */
const CLOSED = 1

function rowOf(topic: TopicReadings, places: ReadonlyMap<string, number>): TopicRow {
  const { name, topicIds, closed, goneSince, counters } = topic
  const state = goneSince === null ? (closed ? CLOSED : 0) : closed ? -goneSince : goneSince
  const row: TopicRow = [name, topicIds.join(' '), state]
  for (const reading of counters) row.push(counterCode(reading, places), reading.value)
  return row
}

/** The broker's place in the list, the counter's in `COUNTERS`, and whether it was missed, in one number. */
function counterCode(
  { brokerId, counter, missed }: CounterReading,
  places: ReadonlyMap<string, number>,
): number {
  const place = places.get(brokerId)
  if (place === undefined) throw new Error('A reading is of a broker that the chunk does not know.')
  return place * 4 + (missed ? 2 : 0) + (counter === 'in' ? 0 : 1)
}

function readingsOf(row: TopicRow, brokers: readonly BrokerMark[]): TopicReadings {
  const [name, ids, state, ...numbers] = row
  const [newest = '', ...former] = ids.split(' ')
  const counters: CounterReading[] = []
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [code = 0, value = 0] = numbers.slice(at, at + 2)
    const brokerId = brokers[Math.floor(code / 4)]?.brokerId
    if (brokerId === undefined) throw new Error('A stored reading names no broker.')
    const counter = COUNTERS[code % 2 === 0 ? 0 : 1]
    counters.push({ brokerId, counter, value, missed: code % 4 >= 2 })
  }
  const goneSince = state === 0 || state === CLOSED ? null : Math.abs(state)
  const closed = state < 0 || state === CLOSED
  return { name, topicIds: [newest, ...former], closed, goneSince, counters }
}
