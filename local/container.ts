import { randomBytes } from 'node:crypto'
import { ensureTable } from '../adapters/dynamodb/create-table.ts'
import { dynamoAccountDeletions } from '../adapters/dynamodb/dynamo-account-deletions.ts'
import { dynamoAccountStore } from '../adapters/dynamodb/dynamo-account-store.ts'
import { dynamoAnswerStore } from '../adapters/dynamodb/dynamo-answer-store.ts'
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
import { kafkaTenantSessions } from '../adapters/kafka/kafka-tenant-sessions.ts'
import { createOutboxMailer } from '../adapters/outbox/outbox-mailer.ts'
import { recogniseText } from '../adapters/token-signer/recognise-text.ts'
import { HmacTokenSigner } from '../adapters/token-signer/hmac-token-signer.ts'
import { rememberClusters } from '../core/cluster/remember-clusters.ts'
import type { Mailer } from '../core/account/identity-ports.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { Randomness } from '../core/kernel/ids.ts'
import { registerEmbedded } from './register-embedded.ts'
import { openEmbedded } from './cell-container.ts'
import { embeddedBilling } from './billing-container.ts'
import { embeddedDrift } from './drift-container.ts'
import { embeddedMetering } from './metering-container.ts'
import { embeddedSharing } from './sharing-container.ts'
import { healthOfParts } from './health-of-parts.ts'
import { openCells } from './open-cells.ts'
import { openRegistered } from './registered-container.ts'
import { rememberWritten } from '../core/tenant/remember-written.ts'
import { embeddedWebhooks } from './webhook-container.ts'
import type { EmbeddedParts } from './parts.ts'

const TABLE = 'headgate'
const ISSUER = 'https://headgate.local'
const AUDIENCE = 'headgate'
const CLUSTERS_KNOWN_FOR_MS = 10_000

const clock: Clock = { now: () => Date.now() }
const randomness: Randomness = { bytes: (count) => randomBytes(count) }

/** The composition root of the embedded mode: which adapter stands behind each port on one machine. */
export async function createContainer(
  parts: EmbeddedParts,
  report: (where: string, error: unknown) => void,
) {
  const table = openTable({ tableName: TABLE, ...storeOptions(parts) })
  await ensureTable(table)
  const clusters = rememberClusters(dynamoClusterStore(table), clock, CLUSTERS_KNOWN_FOR_MS)
  for (const cluster of parts.clusters) await registerEmbedded(clusters, cluster, clock.now())
  const stores = storesOf(table, parts)
  const cells = openCells(
    new Map(parts.clusters.map((each) => [each.id, openEmbedded(each, randomness)])),
    clusters,
    (cluster) => openRegistered(cluster, stores.secrets, randomness),
  )
  const metering = embeddedMetering({
    cells,
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
    kafkaSessions: kafkaTenantSessions(),
    admins: { of: async (id: string) => (await cells.of(id)).admin },
    observers: { of: async (id: string) => (await cells.of(id)).observer },
    ways: cells.of,
    ...metering,
    ...embeddedSharing(cells, table),
    ...embeddedBilling(table, { clusters, meter: metering.meter, clock }),
    ...embeddedWebhooks(table, clock, parts.webhookReach),
    ...embeddedDrift({ table, clock, cells, secrets: stores.secrets }),
    health: () => {
      const pingStore = (timeoutMs: number) => pingTable(table, timeoutMs)
      return healthOfParts({ parts, cells, clusters, pingStore })
    },
    close: async () => {
      await cells.close()
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
    answers: dynamoAnswerStore(table, clock),
    observations: dynamoObservationStore(table),
    accounts: dynamoAccountStore(table),
    members: dynamoMemberStore(table),
    deletions: dynamoAccountDeletions(table),
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
