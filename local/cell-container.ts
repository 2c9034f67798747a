import { jmxCounterSource } from '../adapters/jmx/counter-source.ts'
import { jmxLoadSource } from '../adapters/jmx/load-source.ts'
import { usersSeen } from '../adapters/jmx/users-seen.ts'
import { KafkaClusterAdmin } from '../adapters/kafka/kafka-cluster-admin.ts'
import { kafkaClusterCaretaker } from '../adapters/kafka/kafka-cluster-caretaker.ts'
import { kafkaGroups } from '../adapters/kafka/kafka-groups.ts'
import { kafkaTopicSizes } from '../adapters/kafka/kafka-topic-sizes.ts'
import { gateOf } from '../adapters/kafka/registered-cluster.ts'
import type { Randomness } from '../core/kernel/ids.ts'
import type { MeteredCell } from '../core/usage/meter-ports.ts'
import type { OpenCell } from './open-cells.ts'
import type { EmbeddedCluster } from './parts.ts'

/** A broker of this machine that takes longer is as good as down; a topic's deletion waits for it. */
const NEAR_TIMEOUT_MS = 5_000
/** A look at all topics may take longer. */
const LOOK_TIMEOUT_MS = 10_000
/** How long an embedded cluster may think before nobody is placed there. */
const ANSWERS_WITHIN_MS = 5_000

function embeddedSasl({ adminUsername: username, adminPassword: password }: EmbeddedCluster) {
  return { mechanism: 'PLAIN', username, password } as const
}

function exportersOf({ brokers }: EmbeddedCluster) {
  return brokers.map(({ id, metricsUrl }) => ({ brokerId: String(id), metricsUrl }))
}

/** How a cluster of this machine is metered. */
export function embeddedCell(cluster: EmbeddedCluster): MeteredCell & { close(): Promise<void> } {
  const inventory = kafkaTopicSizes({
    bootstrapServers: cluster.adminBootstrapServers,
    sasl: embeddedSasl(cluster),
    requestTimeoutMs: NEAR_TIMEOUT_MS,
  })
  return {
    counters: jmxCounterSource(exportersOf(cluster), { timeoutMs: NEAR_TIMEOUT_MS }),
    topics: inventory.topics,
    close: inventory.close,
  }
}

/** A cluster of this machine: its brokers deny by default by the settings that this program gives them. */
export function openEmbedded(cluster: EmbeddedCluster, randomness: Randomness): OpenCell {
  const { brokers, bootstrapServers, caPem } = cluster
  const listeners = () => brokers.map(({ tenantListener }) => tenantListener)
  const sasl = embeddedSasl(cluster)
  const admin = new KafkaClusterAdmin({
    adminBootstrapServers: cluster.adminBootstrapServers,
    sasl,
    tenantBrokers: listeners,
    tenantCaPem: caPem,
    randomness,
  })
  const to = {
    bootstrapServers: cluster.adminBootstrapServers,
    sasl,
    requestTimeoutMs: LOOK_TIMEOUT_MS,
  }
  const sizes = kafkaTopicSizes(to)
  const groups = kafkaGroups(to)
  const metered = embeddedCell(cluster)
  const metricsUrls = brokers.map(({ metricsUrl }) => metricsUrl)
  return {
    admin,
    metered: async () => metered,
    caretaker: kafkaClusterCaretaker({
      requests: admin.requests,
      admin,
      topicBytes: sizes.topicBytes,
      groups,
    }),
    load: jmxLoadSource(async () => exportersOf(cluster), { timeoutMs: NEAR_TIMEOUT_MS }),
    observer: { topicBytes: sizes.topicBytes, usersSeen: () => usersSeen(metricsUrls) },
    provider: {
      inspect: async () =>
        (await admin.ping(ANSWERS_WITHIN_MS))
          ? { kind: 'up', bootstrapServers, brokers: brokers.length }
          : { kind: 'unreachable', reason: 'No broker answers.' },
      denyByDefault: async () => 'done',
    },
    gate: gateOf(caPem, async () => listeners()),
    ping: (timeoutMs) => admin.ping(timeoutMs),
    close: async () => {
      await Promise.all([admin, sizes, groups, metered].map((way) => way.close()))
    },
  }
}
