import { randomBytes } from 'node:crypto'
import { ensureTable } from '../adapters/dynamodb/create-table.ts'
import { dynamoAccountStore } from '../adapters/dynamodb/dynamo-account-store.ts'
import { dynamoAuditStore } from '../adapters/dynamodb/dynamo-audit-store.ts'
import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import { dynamoEndedSessions } from '../adapters/dynamodb/dynamo-ended-sessions.ts'
import { dynamoMemberStore } from '../adapters/dynamodb/dynamo-member-store.ts'
import { dynamoLoginStore } from '../adapters/dynamodb/dynamo-login-store.ts'
import { dynamoObservationStore } from '../adapters/dynamodb/dynamo-observation-store.ts'
import { dynamoOperatorStore } from '../adapters/dynamodb/dynamo-operator-store.ts'
import { dynamoOperationStore } from '../adapters/dynamodb/dynamo-operation-store.ts'
import {
  closeTable,
  type DynamoTable,
  openTable,
  pingTable,
} from '../adapters/dynamodb/dynamo-table.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { sealedSecretStore } from '../adapters/dynamodb/sealed-secret-store.ts'
import { createEmbeddedIdentity } from '../adapters/embedded-identity/embedded-identity.ts'
import { createJwtSessionVerifier } from '../adapters/jwt-sessions/jwt-session-verifier.ts'
import { KafkaClusterAdmin } from '../adapters/kafka/kafka-cluster-admin.ts'
import { kafkaTenantSessions } from '../adapters/kafka/kafka-tenant-sessions.ts'
import { createOutboxMailer } from '../adapters/outbox/outbox-mailer.ts'
import { recogniseText } from '../adapters/token-signer/recognise-text.ts'
import { HmacTokenSigner } from '../adapters/token-signer/hmac-token-signer.ts'
import type { ClusterAdmins } from '../core/cluster/cluster-ports.ts'
import { rememberClusters } from '../core/cluster/remember-clusters.ts'
import type { Mailer } from '../core/account/identity-ports.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { Randomness } from '../core/kernel/ids.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import { CLUSTER_ID, registerEmbedded } from './register-embedded.ts'
import { embeddedBilling } from './billing-container.ts'
import { embeddedDrift } from './drift-container.ts'
import { embeddedMetering } from './metering-container.ts'
import { embeddedObservers } from './observer-container.ts'
import { embeddedSharing } from './sharing-container.ts'
import { rememberWritten } from '../core/tenant/remember-written.ts'
import type { EmbeddedCluster, EmbeddedParts } from './parts.ts'

const TABLE = 'headgate'
const ISSUER = 'https://headgate.local'
const AUDIENCE = 'headgate'
const CLUSTERS_KNOWN_FOR_MS = 10_000
const PING_MS = 1_500

const clock: Clock = { now: () => Date.now() }
const randomness: Randomness = { bytes: (count) => randomBytes(count) }

/** The composition root of the embedded mode: which adapter stands behind each port on one machine. */
export async function createContainer(
  parts: EmbeddedParts,
  report: (where: string, error: unknown) => void,
) {
  const table = openTable({ tableName: TABLE, ...storeOptions(parts) })
  await ensureTable(table)
  const admin = embeddedAdmin(parts.cluster)
  const observers = embeddedObservers(parts.cluster, CLUSTER_ID)
  const clusters = rememberClusters(dynamoClusterStore(table, clock), clock, CLUSTERS_KNOWN_FOR_MS)
  await registerEmbedded(clusters, parts.cluster, clock.now())
  const stores = storesOf(table, parts)
  const { close: closeMetering, ...metering } = embeddedMetering({
    cluster: parts.cluster,
    clusterId: CLUSTER_ID,
    table,
    tenants: stores.tenants,
    clock,
    report: (error) => report('final reading', error),
  })
  const mailer = createOutboxMailer({ directory: parts.outboxPath, clock, randomness })
  const identity = await identityOf(table, parts, mailer)
  return {
    ...stores,
    clusters,
    clock,
    randomness,
    tokens: new HmacTokenSigner(parts.keys.tokenPepper),
    identity,
    mailer,
    publishedKeys: async () => identity.jwks(),
    ...operatorsOf(table, parts),
    sessions: createJwtSessionVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      keys: identity.jwks(),
    }),
    admins: onlyAdmin(admin),
    kafkaSessions: kafkaTenantSessions(),
    observers,
    ...metering,
    ...embeddedSharing(parts.cluster, CLUSTER_ID, table),
    ...embeddedBilling(table, { clusters, meter: metering.meter, clock }),
    ...embeddedDrift({ table, clock, clusterId: CLUSTER_ID, admin, observers }),
    health: () => healthOf(parts, table, admin),
    close: async () => {
      await Promise.all([admin.close(), observers.close(), closeMetering()])
      closeTable(table)
    },
  }
}

function storeOptions({ store }: EmbeddedParts) {
  const { endpoint, region, accessKeyId, secretAccessKey } = store
  const credentials = { accessKeyId, secretAccessKey }
  return { endpoint, region, credentials, barrierAfterTransactions: true }
}

function storesOf(table: DynamoTable, { keys }: EmbeddedParts) {
  return {
    tenants: rememberWritten(dynamoTenantStore(table, clock)),
    operations: dynamoOperationStore(table, clock),
    audit: dynamoAuditStore(table),
    observations: dynamoObservationStore(table),
    accounts: dynamoAccountStore(table),
    members: dynamoMemberStore(table),
    secrets: sealedSecretStore(table, keys.sealingKey),
  }
}

function identityOf(table: DynamoTable, { keys }: EmbeddedParts, mailer: Mailer) {
  return createEmbeddedIdentity({
    logins: dynamoLoginStore(table),
    mailer,
    clock,
    randomness,
    pepper: keys.tokenPepper,
    signingKeyPem: keys.sessionSigningKeyPem,
    issuer: ISSUER,
    audience: AUDIENCE,
  })
}

function embeddedAdmin(cluster: EmbeddedCluster): KafkaClusterAdmin {
  const { adminBootstrapServers, adminUsername: username, adminPassword: password } = cluster
  return new KafkaClusterAdmin({
    adminBootstrapServers,
    sasl: { mechanism: 'PLAIN', username, password },
    tenantBrokers: () => cluster.brokers.map((broker) => broker.tenantListener),
    tenantCaPem: cluster.caPem,
    randomness,
  })
}

function onlyAdmin(admin: KafkaClusterAdmin): ClusterAdmins {
  return {
    of: async (clusterId) => {
      if (clusterId === CLUSTER_ID) return admin
      throw new ServiceError('unavailable', `The cluster ${clusterId} is not one of this machine.`)
    },
  }
}

async function healthOf(parts: EmbeddedParts, table: DynamoTable, admin: KafkaClusterAdmin) {
  const seen = parts.health()
  const [broker, store] = await Promise.all([
    seen.broker === 'up' && admin.ping(PING_MS),
    seen.store === 'up' && pingTable(table, PING_MS),
  ])
  return { api: 'up', broker: broker ? 'up' : 'down', store: store ? 'up' : 'down' } as const
}

/** On one machine the token in local.json is both: the key of whose machine it is, and the bootstrap secret. */
function operatorsOf(table: DynamoTable, { keys }: EmbeddedParts) {
  const isRight = (text: string) => recogniseText(text, keys.operatorToken)
  return {
    operators: dynamoOperatorStore(table),
    endedSessions: dynamoEndedSessions(table),
    machineToken: { verify: (token: string) => isRight(token) !== undefined },
    bootstrap: { recognise: async (secret: string) => isRight(secret) },
  }
}
