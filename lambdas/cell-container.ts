import { kafkaGroups } from '../adapters/kafka/kafka-groups.ts'
import { kafkaTopicSizes } from '../adapters/kafka/kafka-topic-sizes.ts'
import { admitBrokers } from '../adapters/kafka/brokers-access.ts'
import { KafkaClusterAdmin } from '../adapters/kafka/kafka-cluster-admin.ts'
import { isTurnedAway } from '../adapters/kafka/turned-away.ts'
import {
  type BootstrapServers,
  bootstrapServers,
  onPortOf,
} from '../adapters/msk/bootstrap-servers.ts'
import { iamSasl } from '../adapters/msk/iam-sasl.ts'
import { openMsk } from '../adapters/msk/msk-client.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import { randomness } from './container.ts'
import type { CellEnvironment } from './environment.ts'

// What the functions of one cell have in common: ways to its brokers, opened when first needed and kept while warm.

/** Amazon MSK is farther away than a process on the same machine. */
const REQUEST_TIMEOUT_MS = 15_000

export function clusterIdOf({ CELL_NAME }: CellEnvironment): string {
  return `cl_${CELL_NAME}`
}

export function mskClusterOf({ AWS_REGION, CLUSTER_ARN }: CellEnvironment) {
  return { client: openMsk(AWS_REGION), clusterArn: CLUSTER_ARN }
}

/** Addresses are asked for once: a cluster keeps them as long as it lives. A failure is asked again. */
function addressesOf(
  environment: CellEnvironment,
  cluster: ReturnType<typeof mskClusterOf>,
): () => Promise<BootstrapServers> {
  let known: Promise<BootstrapServers> | undefined
  return () => {
    const asked = known ?? bootstrapServers(cluster, environment.CELL_ACCESS)
    known = asked
    asked.catch(() => {
      known = undefined
    })
    return asked
  }
}

/** Opened when first needed, as a cluster that is being made has no addresses yet, and kept while the function is warm. */
export function openedOnce<Parts>(
  environment: CellEnvironment,
  cluster: ReturnType<typeof mskClusterOf>,
  open: (servers: BootstrapServers) => Parts,
): () => Promise<Parts> {
  const addresses = addressesOf(environment, cluster)
  let opened: Parts | undefined
  return async () => {
    if (opened !== undefined) return opened
    const servers = await addresses()
    opened ??= open(servers)
    return opened
  }
}

/** For ports that ask by id: throws `unavailable` for any cell but this function's. */
export function onlyCell<Part>(
  clusterId: string,
  part: () => Promise<Part>,
): { of(id: string): Promise<Part> } {
  return {
    of: async (id) => {
      if (id === clusterId) return await part()
      throw new ServiceError('unavailable', `The cluster ${id} belongs to another function.`)
    },
  }
}

/** Speaks Kafka at the IAM listener; log-ins are tried at SCRAM's. */
export function kafkaAdminOf(
  environment: CellEnvironment,
  { iam, scram }: BootstrapServers,
): KafkaClusterAdmin {
  const admin: KafkaClusterAdmin = new KafkaClusterAdmin({
    adminBootstrapServers: iam,
    sasl: iamSasl(environment.AWS_REGION),
    tls: tlsOf(environment),
    tenantBrokers: () => scramBrokers(admin, scram),
    tenantCaPem: environment.CELL_CA_PEM ?? null,
    randomness,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  })
  return admin
}

export function gateOf(
  environment: CellEnvironment,
  admin: KafkaClusterAdmin,
  { scram }: BootstrapServers,
) {
  const caPem = environment.CELL_CA_PEM ?? null
  return {
    admitBrokers: () => admitBrokers(admin.requests),
    refuses: async (user: { username: string; password: string }) =>
      isTurnedAway(user, await scramBrokers(admin, scram), caPem),
  }
}

export function topicSizesOf(environment: CellEnvironment, servers: BootstrapServers) {
  return kafkaTopicSizes(wayIn(environment, servers))
}

export function groupsOf(environment: CellEnvironment, servers: BootstrapServers) {
  return kafkaGroups(wayIn(environment, servers))
}

function wayIn(environment: CellEnvironment, { iam }: BootstrapServers) {
  return {
    bootstrapServers: iam,
    sasl: iamSasl(environment.AWS_REGION),
    tls: tlsOf(environment),
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  }
}

async function scramBrokers(admin: KafkaClusterAdmin, scram: string) {
  return onPortOf(scram, (await admin.describeCluster()).brokers)
}

function tlsOf({ CELL_CA_PEM: ca }: CellEnvironment): { readonly ca?: string } {
  return ca === undefined ? {} : { ca }
}
