import {
  type Admin,
  type ClusterPartitionMetadata,
  FetchIsolationLevels,
  ListOffsetTimestamps,
  type Producer,
} from '@platformatic/kafka'
import type {
  PartitionMark,
  PartitionOffset,
  ReadRange,
  RecordToSend,
  TenantSession,
} from '../../core/cluster/session-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { BrokerRequests } from './broker-requests.ts'
import { TOPIC_AUTHORIZATION_FAILED } from './error-codes.ts'
import { fetchBatches, type FetchedPartition } from './fetch-batches.ts'
import { readBatches } from './read-batches.ts'

type RecordDeeds = Pick<TenantSession, 'offsetsAt' | 'read' | 'send'>

/** What a fetch waits for records that are said to be there. */
const FETCH_WAIT_MS = 500
const NO_SESSION = { id: 0, epoch: -1 }
const ANY_EPOCH = -1
const ALL_REPLICAS = -1

/** Records as a client reads and writes them, at the leader of each partition. */
export function sessionRecords(
  admin: Admin,
  brokers: BrokerRequests,
  producer: () => Producer,
): RecordDeeds {
  return {
    offsetsAt: (marks) => offsetsAt(admin, marks),
    read: async (kafkaName, ranges, maxBytes) => {
      const fetched = await fetchAll(admin, brokers, { kafkaName, ranges, maxBytes })
      return await readBatches(fetched, ranges)
    },
    send: (kafkaName, records) => send(producer(), kafkaName, records),
  }
}

const TIMES = {
  earliest: ListOffsetTimestamps.EARLIEST,
  latest: ListOffsetTimestamps.LATEST,
} as const

/** To Kafka a negative time is no time: -1 is the end of the log, -2 its beginning, and most are unknown to it. */
function timestampOf(time: number): bigint {
  return BigInt(Math.max(0, time))
}

async function offsetsAt(
  admin: Admin,
  marks: readonly PartitionMark[],
): Promise<PartitionOffset[]> {
  if (marks.length === 0) return []
  const topics = [...Map.groupBy(marks, ({ kafkaName }) => kafkaName)].map(([name, those]) => ({
    name,
    partitions: those.map(({ partition, at }) => ({
      partitionIndex: partition,
      timestamp: typeof at === 'number' ? timestampOf(at) : TIMES[at],
    })),
  }))
  const listed = await admin.listOffsets({
    topics,
    isolationLevel: FetchIsolationLevels.READ_COMMITTED,
  })
  const offsets = new Map(
    listed.flatMap(({ name, partitions }) =>
      partitions.map((each) => [`${name} ${each.partitionIndex}`, Number(each.offset)] as const),
    ),
  )
  const found = marks.map(({ kafkaName, partition }) => ({
    kafkaName,
    partition,
    offset: offsets.get(`${kafkaName} ${partition}`) ?? -1,
  }))
  // No record at that time or later: where the next one will be.
  const beyond = found.filter(({ offset }) => offset < 0)
  if (beyond.length === 0) return found
  const ends = await offsetsAt(
    admin,
    beyond.map((place) => ({ ...place, at: 'latest' })),
  )
  return found.map((place) => (place.offset < 0 ? (ends.shift() ?? place) : place))
}

interface Wanted {
  readonly kafkaName: string
  readonly ranges: readonly ReadRange[]
  readonly maxBytes: number
}

async function fetchAll(
  admin: Admin,
  brokers: BrokerRequests,
  { kafkaName, ranges, maxBytes }: Wanted,
): Promise<FetchedPartition[]> {
  const metadata = await admin.metadata({ topics: [kafkaName] })
  const partitions: readonly ClusterPartitionMetadata[] =
    metadata.topics.get(kafkaName)?.partitions ?? []
  const byLeader = Map.groupBy(ranges, ({ partition }) => partitions[partition]?.leader ?? -1)
  const fetched = [...byLeader].map(async ([leader, those]) => {
    const broker = metadata.brokers.get(leader)
    if (broker === undefined)
      throw new ServiceError('unavailable', 'A partition of the topic has no leader now.')
    const topics = [{ topicId: kafkaName, partitions: those.map((range) => wish(range, maxBytes)) }]
    const { id, epoch } = NO_SESSION
    return await brokers.ask(
      broker,
      fetchBatches,
      FETCH_WAIT_MS,
      1,
      maxBytes,
      FetchIsolationLevels.READ_COMMITTED,
      id,
      epoch,
      topics,
      [],
      '',
    )
  })
  const all = (await Promise.all(fetched)).flat()
  refuseForbidden(all)
  return all
}

function wish({ partition, offset }: ReadRange, maxBytes: number) {
  return {
    partition,
    currentLeaderEpoch: ANY_EPOCH,
    fetchOffset: BigInt(offset),
    lastFetchedEpoch: ANY_EPOCH,
    partitionMaxBytes: maxBytes,
  }
}

function refuseForbidden(fetched: readonly FetchedPartition[]): void {
  if (fetched.some(({ errorCode }) => errorCode === TOPIC_AUTHORIZATION_FAILED))
    throw new ServiceError(
      'conflict',
      'The cluster lets no credential of the tenant read this now.',
    )
}

/** Batches of one partition keep the order given, so each record's offset follows from the first one's. */
async function send(
  producer: Producer,
  kafkaName: string,
  records: readonly RecordToSend[],
): Promise<PartitionOffset[]> {
  const { offsets = [] } = await producer.send({
    acks: ALL_REPLICAS,
    messages: records.map(({ partition, key, value, headers }) => ({
      topic: kafkaName,
      partition,
      ...(key === null ? {} : { key: Buffer.from(key) }),
      ...(value === null ? {} : { value: Buffer.from(value) }),
      headers: new Map(
        headers.map((header) => [Buffer.from(header.key), Buffer.from(header.value ?? [])]),
      ),
    })),
  })
  const next = new Map(offsets.map(({ partition, offset }) => [partition, Number(offset)]))
  return records.map(({ partition }) => {
    const offset = next.get(partition) ?? -1
    next.set(partition, offset + 1)
    return { kafkaName, partition, offset }
  })
}
