import { usersSeen } from '../adapters/jmx/users-seen.ts'
import { kafkaTopicSizes } from '../adapters/kafka/kafka-topic-sizes.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import type { ClusterObserver, ClusterObservers } from '../core/usage/observation-ports.ts'
import type { EmbeddedCluster } from './parts.ts'

/** An embedded broker that takes longer is as good as down. */
const REQUEST_TIMEOUT_MS = 10_000

/** The one cluster of this machine, seen through its administrators' listener and its metrics. */
export function embeddedObservers(
  cluster: EmbeddedCluster,
  clusterId: string,
): ClusterObservers & { close(): Promise<void> } {
  const { adminBootstrapServers, adminUsername: username, adminPassword: password } = cluster
  const sizes = kafkaTopicSizes({
    bootstrapServers: adminBootstrapServers,
    sasl: { mechanism: 'PLAIN', username, password },
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  })
  const metricsUrls = cluster.brokers.map(({ metricsUrl }) => metricsUrl)
  const observer: ClusterObserver = {
    topicBytes: sizes.topicBytes,
    usersSeen: () => usersSeen(metricsUrls),
  }
  return {
    of: async (id) => {
      if (id === clusterId) return observer
      throw new ServiceError('unavailable', `The cluster ${id} is not one of this machine.`)
    },
    close: sizes.close,
  }
}
