import { metadataV12 } from '@platformatic/kafka'
import { isServiceError } from '../../core/kernel/service-error.ts'
import type { BrokerAddress } from './admin-connection.ts'
import type { AdminRequests } from './admin-requests.ts'
import type { BrokerConnections } from './broker-connections.ts'
import { mapBounded } from './bounded.ts'
import { unavailable } from './errors.ts'
import { type LogSizes, partitionKey, readLogSizes } from './log-dirs.ts'

interface TopicLeaders {
  readonly kafkaName: string
  readonly topicId: string
  readonly leaders: readonly Leader[]
}

interface Leader {
  readonly partition: number
  /** -1 for a partition without one. */
  readonly brokerId: number
  /** Counts up from 0 with every new leader; -1 when the broker does not know. */
  readonly epoch: number
}

type Broker = { readonly id: number } & BrokerAddress

/** What Kafka gives as leader of a partition that has none. */
const NO_BROKER = -1

/** Each answer may hold some megabytes. */
const BROKERS_AT_ONCE = 4

/** What a cluster tells of one of its topics. */
export interface TopicOnCluster {
  readonly kafkaName: string
  readonly topicId: string
  readonly partitions: number
  /** Ids of the brokers that lead its partitions; empty while a partition has no leader. */
  readonly leaders: readonly string[]
  /** How often its partitions were given a leader anew since it was made, in all; null when not known. */
  readonly leaderChanges: number | null
  /** The leaders' copies alone, so that every record counts once; null while a leader does not say. */
  readonly bytes: number | null
}

/**
 * Bytes of each topic, counting the leaders' copies alone, so that every record counts once. Null for a topic that has a
 * partition whose leader did not say: half a topic would look as if records were gone. `unavailable` when no broker said
 * anything. Kafka's own topics are left out.
 */
export async function readTopicBytes(
  cluster: AdminRequests,
  each: Pick<BrokerConnections, 'to' | 'keepOnly'>,
): Promise<ReadonlyMap<string, number | null>> {
  const { topics, sizes } = await look(cluster, each)
  if (sizes.size === 0) throw unavailable()
  return new Map(topics.map((topic) => [topic.kafkaName, bytesOf(topic, sizes)]))
}

/** The same with what else is known; it is enough that the cluster names its topics. */
export async function readTopics(
  cluster: AdminRequests,
  each: Pick<BrokerConnections, 'to' | 'keepOnly'>,
): Promise<readonly TopicOnCluster[]> {
  const { topics, sizes } = await look(cluster, each)
  return topics.map((topic) => {
    const { kafkaName, topicId, leaders: partitions } = topic
    const ids = new Set(partitions.map(({ brokerId }) => brokerId))
    return {
      kafkaName,
      topicId,
      partitions: partitions.length,
      leaders: ids.has(NO_BROKER) ? [] : [...ids].map(String),
      leaderChanges: changesOf(partitions),
      bytes: bytesOf(topic, sizes),
    }
  })
}

async function look(cluster: AdminRequests, each: Pick<BrokerConnections, 'to' | 'keepOnly'>) {
  const { brokers, topics } = await readLeaders(cluster)
  await each.keepOnly(brokers)
  const asked = await mapBounded(brokers, BROKERS_AT_ONCE, async (broker) => ({
    id: broker.id,
    sizes: await readLogSizes(each.to(broker)).catch(undefinedIfUnavailable),
  }))
  const sizes = new Map(asked.flatMap((one) => (one.sizes ? [[one.id, one.sizes] as const] : [])))
  return { topics, sizes }
}

function undefinedIfUnavailable(error: unknown): undefined {
  if (!isServiceError(error, 'unavailable')) throw error
}

async function readLeaders(
  cluster: AdminRequests,
): Promise<{ readonly brokers: readonly Broker[]; readonly topics: readonly TopicLeaders[] }> {
  const { brokers, topics } = await cluster.ask(metadataV12.api, null)
  return {
    brokers: brokers.map(({ nodeId, host, port }) => ({ id: nodeId, host, port })),
    topics: topics.flatMap(({ name, topicId, isInternal, partitions }) =>
      name && !isInternal ? [{ kafkaName: name, topicId, leaders: partitions.map(leaderOf) }] : [],
    ),
  }
}

function leaderOf(partition: {
  readonly partitionIndex: number
  readonly leaderId: number
  readonly leaderEpoch: number
}): Leader {
  const { partitionIndex, leaderId, leaderEpoch } = partition
  return { partition: partitionIndex, brokerId: leaderId, epoch: leaderEpoch }
}

function changesOf(leaders: readonly Leader[]): number | null {
  if (leaders.some(({ epoch }) => epoch < 0)) return null
  return leaders.reduce((sum, { epoch }) => sum + epoch, 0)
}

function bytesOf(
  { kafkaName, leaders }: TopicLeaders,
  sizes: ReadonlyMap<number, LogSizes>,
): number | null {
  // A topic whose partitions are not known yet is not an empty one.
  if (leaders.length === 0) return null
  let sum = 0
  for (const { partition, brokerId } of leaders) {
    const bytes = sizes.get(brokerId)?.get(partitionKey(kafkaName, partition))
    if (bytes === undefined) return null
    sum += bytes
  }
  return sum
}
