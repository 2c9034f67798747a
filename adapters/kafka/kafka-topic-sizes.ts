import { AdminConnection, type AdminConnectionOptions } from './admin-connection.ts'
import { createBrokerConnections } from './broker-connections.ts'
import { readTopicBytes, readTopics, type TopicOnCluster } from './topic-bytes.ts'

export interface KafkaTopicSizes {
  /** See `ClusterObserver.topicBytes`. */
  topicBytes(): Promise<ReadonlyMap<string, number | null>>
  /** See `MeteredCell.topics`. */
  topics(): Promise<readonly TopicOnCluster[]>
  /** Hangs up. */
  close(): Promise<void>
}

/** Connections of its own, so that a large answer never stands in the way of a change that somebody waits for. */
export function kafkaTopicSizes(options: AdminConnectionOptions): KafkaTopicSizes {
  const cluster = new AdminConnection(options)
  const each = createBrokerConnections(options)
  return {
    topicBytes: () => readTopicBytes(cluster, each),
    topics: () => readTopics(cluster, each),
    close: async () => {
      await Promise.all([cluster.close(), each.close()])
    },
  }
}
