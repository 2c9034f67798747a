import * as z from 'zod'
import {
  COUNTERS,
  type BrokerMark,
  type MeterChunk,
  type TenantMeter,
} from '../../core/usage/meter-chunk.ts'
import {
  keptForm,
  type CounterReading,
  type TopicReadings,
} from '../../core/usage/topic-readings.ts'

/** How a chunk was stored in version 1: names and numbers in one document. It is read, and never written any more. */
type FormerChunk = z.infer<typeof formerChunkSchema>

const time = z.int()
const count = z.int().nonnegative()

/**
 * Name; ids, newest first, with spaces between; when it went, or 0 (below zero: and it was closed; 1: closed and there);
 * then two numbers for each counter: which it is (four times its broker's place, 2 if it was missed, 1 for bytes out) and
 * its value.
 */
const topicRow = z.tuple([z.string(), z.string(), z.int()], count)
const standingRow = z.tuple([time, count.nullable(), time, count])

export const formerChunkSchema = z.strictObject({
  lineage: z.array(z.string()),
  since: time,
  brokers: z.array(z.tuple([z.string(), time.nullable(), time])),
  tenants: z.array(z.tuple([z.string(), standingRow, z.array(topicRow)])),
})

/** A closed topic that is still there. */
const CLOSED = 1

export function formerChunkOf(
  head: Pick<MeterChunk, 'clusterId' | 'low' | 'version'>,
  document: FormerChunk,
): MeterChunk {
  const { lineage, since } = document
  const brokers = document.brokers.map(([brokerId, startedAt, at]) => ({ brokerId, startedAt, at }))
  const lists = new Map()
  const tenants = document.tenants.map(([tenantId, standing, topics]): TenantMeter => {
    const [chargedUntil, bytes, bytesSeenAt, partitions] = standing
    const readings = topics.map((row) => readingsOf(row, brokers))
    return {
      tenantId,
      standing: { chargedUntil, bytes, bytesSeenAt, partitions },
      ...keptForm(readings, [], lists),
    }
  })
  return { ...head, lineage, since, brokers, tenants }
}

function readingsOf(row: z.infer<typeof topicRow>, brokers: readonly BrokerMark[]): TopicReadings {
  const [name, topicIds, state, ...numbers] = row
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
  return { name, topicIds, leaderChanges: null, closed, goneSince, counters }
}
