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

/** Which broker (its place in the list), which counter (its place in `COUNTERS`), the value, 1 if it was missed. */
const counterRow = z.tuple([count, z.union([z.literal(0), z.literal(1)]), count, count])
const topicRow = z.tuple([
  z.string(),
  z.tuple([z.string()], z.string()),
  z.boolean(),
  time.nullable(),
  z.array(counterRow),
])
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

function rowOf(topic: TopicReadings, places: ReadonlyMap<string, number>): TopicRow {
  const { name, topicIds, closed, goneSince } = topic
  const counters = topic.counters.map(
    ({ brokerId, counter, value, missed }): TopicRow[4][number] => {
      const place = places.get(brokerId)
      if (place === undefined)
        throw new Error('A reading is of a broker that the chunk does not know.')
      return [place, counter === 'in' ? 0 : 1, value, missed ? 1 : 0]
    },
  )
  return [name, [...topicIds], closed, goneSince, counters]
}

function readingsOf(row: TopicRow, brokers: readonly BrokerMark[]): TopicReadings {
  const [name, topicIds, closed, goneSince, rows] = row
  const counters = rows.map(([place, counter, value, missed]): CounterReading => {
    const brokerId = brokers[place]?.brokerId
    if (brokerId === undefined) throw new Error('A stored reading names no broker.')
    return { brokerId, counter: COUNTERS[counter], value, missed: missed === 1 }
  })
  return { name, topicIds, closed, goneSince, counters }
}
