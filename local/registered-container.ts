import { jmxCounterSource, type ScrapedBroker } from '../adapters/jmx/counter-source.ts'
import { jmxLoadSource } from '../adapters/jmx/load-source.ts'
import { usersSeen } from '../adapters/jmx/users-seen.ts'
import { KafkaClusterAdmin } from '../adapters/kafka/kafka-cluster-admin.ts'
import { kafkaClusterCaretaker } from '../adapters/kafka/kafka-cluster-caretaker.ts'
import { kafkaGroups } from '../adapters/kafka/kafka-groups.ts'
import { kafkaTopicSizes } from '../adapters/kafka/kafka-topic-sizes.ts'
import {
  gateOf,
  registeredProvider,
  tenantBrokersOf,
} from '../adapters/kafka/registered-cluster.ts'
import type { Cluster, ClusterAdminLogin } from '../core/cluster/cluster.ts'
import type { SecretStore } from '../core/credential/credential-ports.ts'
import type { Randomness } from '../core/kernel/ids.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import type { OpenCell } from './open-cells.ts'

/** Registered clusters may be far away. */
const REQUEST_TIMEOUT_MS = 10_000
const MECHANISM = { scram: 'SCRAM-SHA-512', plain: 'PLAIN' } as const

type Login = Extract<ClusterAdminLogin, { kind: 'scram' | 'plain' }>

/** A cluster that an operator registered. Throws `unavailable` for one that cannot be administered from here. */
export async function openRegistered(
  cluster: Cluster,
  secrets: SecretStore,
  randomness: Randomness,
): Promise<OpenCell> {
  const login = loginOf(cluster)
  const to = await wayTo(cluster, login, secrets)
  const brokers = () => tenantBrokersOf(cluster, login.bootstrapServers, admin)
  const admin: KafkaClusterAdmin = adminOf(cluster, to, brokers, randomness)
  const sizes = kafkaTopicSizes(to)
  const groups = kafkaGroups(to)
  const { metricsPort } = cluster
  const exporters = async () => (metricsPort === null ? [] : exportersOf(metricsPort, admin))
  return {
    admin,
    observer: {
      topicBytes: sizes.topicBytes,
      usersSeen: async () => seenBy(await exporters()),
    },
    caretaker: kafkaClusterCaretaker({
      requests: admin.requests,
      admin,
      topicBytes: sizes.topicBytes,
      groups,
    }),
    load: jmxLoadSource(exporters, { timeoutMs: REQUEST_TIMEOUT_MS }),
    metered: async () => ({
      counters: jmxCounterSource(await exporters(), { timeoutMs: REQUEST_TIMEOUT_MS }),
      topics: sizes.topics,
    }),
    provider: registeredProvider(cluster, admin),
    gate: gateOf(cluster.caPem, brokers),
    ping: (timeoutMs) => admin.ping(timeoutMs),
    close: async () => {
      await Promise.all([admin.close(), sizes.close(), groups.close()])
    },
  }
}

function loginOf({ admin }: Cluster): Login {
  if (admin === null)
    throw new ServiceError('unavailable', 'The cluster is not one of this machine.')
  if (admin.kind === 'iam')
    throw new ServiceError(
      'unavailable',
      'This installation has no role at AWS: a cell stack looks after clusters of Amazon MSK.',
    )
  return admin
}

async function wayTo(cluster: Cluster, login: Login, secrets: SecretStore) {
  const { bootstrapServers, username } = login
  const password = (await secrets.get(login.secretName))?.password
  if (password === undefined)
    throw new ServiceError('unavailable', 'The administrator’s password is not stored here.')
  const tls = { tls: cluster.caPem === null ? {} : { ca: cluster.caPem } }
  return {
    bootstrapServers,
    sasl: { mechanism: MECHANISM[login.kind], username, password },
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    ...(login.tls ? tls : {}),
  }
}

/** The authority is parsed here, so that a text which only looks like a certificate is told from brokers that are down. */
function adminOf(
  cluster: Cluster,
  { bootstrapServers, ...to }: Awaited<ReturnType<typeof wayTo>>,
  tenantBrokers: () => ReturnType<typeof tenantBrokersOf>,
  randomness: Randomness,
): KafkaClusterAdmin {
  try {
    return new KafkaClusterAdmin({
      ...to,
      adminBootstrapServers: bootstrapServers,
      tenantBrokers,
      tenantCaPem: cluster.caPem,
      randomness,
    })
  } catch (cause) {
    throw new ServiceError('unavailable', 'caPem cannot be read as a certificate.', { cause })
  }
}

async function exportersOf(port: number, admin: KafkaClusterAdmin): Promise<ScrapedBroker[]> {
  const { brokers } = await admin.describeCluster()
  return brokers.map(({ id, host }) => ({
    brokerId: String(id),
    metricsUrl: `http://${host}:${port}/metrics`,
  }))
}

/** Who shows nothing has seen nobody. */
async function seenBy(exporters: readonly ScrapedBroker[]): Promise<ReadonlySet<string>> {
  if (exporters.length === 0) return new Set()
  return await usersSeen(exporters.map(({ metricsUrl }) => metricsUrl))
}
