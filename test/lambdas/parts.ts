import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createEmbeddedIdentity } from '../../adapters/embedded-identity/embedded-identity.ts'
import { createJwtSessionVerifier } from '../../adapters/jwt-sessions/jwt-session-verifier.ts'
import { memoryAccountDeletions } from '../../adapters/memory/memory-account-deletions.ts'
import { memoryAccountStore } from '../../adapters/memory/memory-account-store.ts'
import { memoryAnswerStore } from '../../adapters/memory/memory-answer-store.ts'
import { memoryAuditStore } from '../../adapters/memory/memory-audit-store.ts'
import { MemoryCluster } from '../../adapters/memory/memory-cluster.ts'
import { MemoryClusterAdmin } from '../../adapters/memory/memory-cluster-admin.ts'
import { memoryEndedSessions } from '../../adapters/memory/memory-ended-sessions.ts'
import { memoryMemberStore } from '../../adapters/memory/memory-member-store.ts'
import { memoryBillingProfileStore } from '../../adapters/memory/memory-billing-profile-store.ts'
import {
  memoryFindingStore,
  memoryResidentStore,
} from '../../adapters/memory/memory-drift-stores.ts'
import { memoryClusterStore } from '../../adapters/memory/memory-cluster-store.ts'
import { type MemoryDatabase, memoryDatabase } from '../../adapters/memory/memory-database.ts'
import { memoryBilling } from '../../adapters/memory/memory-invoice-store.ts'
import { memoryLoginStore } from '../../adapters/memory/memory-login-store.ts'
import { memoryObservationStore } from '../../adapters/memory/memory-observation-store.ts'
import { memoryOperationStore } from '../../adapters/memory/memory-operation-store.ts'
import { memoryOperatorStore } from '../../adapters/memory/memory-operator-store.ts'
import { memoryPlanLedger } from '../../adapters/memory/memory-plan-ledger.ts'
import { memoryRevenueStore } from '../../adapters/memory/memory-revenue-store.ts'
import { memorySecretStore } from '../../adapters/memory/memory-secret-store.ts'
import { memoryData, memoryTenantSessions } from '../../adapters/memory/memory-tenant-sessions.ts'
import { memoryTenantStore } from '../../adapters/memory/memory-tenant-store.ts'
import { memoryDeliveryStore } from '../../adapters/memory/memory-delivery-store.ts'
import { memoryWebhookStore } from '../../adapters/memory/memory-webhook-store.ts'
import { printInvoice } from '../../adapters/pdf/print-invoice.ts'
import { HmacTokenSigner } from '../../adapters/token-signer/hmac-token-signer.ts'
import type { Mail } from '../../core/account/identity-ports.ts'
import type { ApiDeps } from '../../lambdas/http/deps.ts'
import { AUDIENCE, CHEAP, ISSUER } from '../core/account/account-world.ts'
import { toldLedger } from '../core/invoice/fixtures/told-ledger.ts'
import { CELL, type MovedClock, putCell } from '../core/fixtures/world.ts'

export const BOOTSTRAP_SECRET = 'born-with-this-installation'
export const OPERATOR_TOKEN = 'hgo_of-this-installation'

/** Made once: keys take a quarter of a second. */
export const SIGNING_KEY_PEM: string = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}).privateKey

export type Parts = Awaited<ReturnType<typeof partsOf>> & Pick<ApiDeps, 'health'>

/** Sessions are verified by the machine's clock, so this one begins there; it moves only when told to. */
export function clockFromNow(): MovedClock {
  let at = Date.now()
  return {
    now: () => at,
    pass(ms) {
      at += ms
    },
  }
}

/** Everything from outside that the routes need, on memory adapters. */
export async function partsOf(clock: MovedClock) {
  const database = memoryDatabase(clock)
  const kafka = new MemoryCluster()
  kafka.brokers = CELL.brokers
  const clusters = memoryClusterStore(database)
  await putCell(clusters)
  const mails: Mail[] = []
  const data = memoryData()
  return {
    ...storesOf(database),
    ...billingOf(database),
    ...(await identityParts(clock, mails)),
    clock,
    database,
    kafka,
    clusters,
    mails,
    data,
    kafkaSessions: memoryTenantSessions(kafka, data, clock),
    admins: { of: async () => new MemoryClusterAdmin(kafka) },
    signal: { raise: () => {} },
    findings: memoryFindingStore(),
    residents: memoryResidentStore(),
    watch: { settled: async () => {} },
    webhookReach: 'public' as const,
  }
}

function storesOf(database: MemoryDatabase) {
  return {
    tenants: memoryTenantStore(database),
    operations: memoryOperationStore(database),
    audit: memoryAuditStore(database),
    answers: memoryAnswerStore(database),
    accounts: memoryAccountStore(database),
    operators: memoryOperatorStore(database),
    endedSessions: memoryEndedSessions(),
    members: memoryMemberStore(database),
    deletions: memoryAccountDeletions(database),
    webhooks: memoryWebhookStore(database),
    deliveries: memoryDeliveryStore(database),
    observations: memoryObservationStore(),
    secrets: memorySecretStore(),
  }
}

function billingOf(database: MemoryDatabase) {
  const { ledger, tell } = toldLedger()
  return {
    ...memoryBilling(database),
    plans: memoryPlanLedger(database),
    profiles: memoryBillingProfileStore(database),
    usage: ledger,
    revenue: memoryRevenueStore(),
    clusterFacts: {
      costMicros: async () => 1_500_000_000n,
      brokerTotal: async (_: string, meter: string) =>
        meter === 'bytes_in' ? 160_000_000_100n : null,
    },
    /** Writes what was used into the ledger. */
    tell,
    printInvoice,
  }
}

async function identityParts(clock: MovedClock, mails: Mail[]) {
  const randomness = { bytes: (count: number) => randomBytes(count) }
  const pepper = randomBytes(32)
  const identity = await createEmbeddedIdentity({
    logins: memoryLoginStore(),
    mailer: { send: async (mail) => void mails.push(mail) },
    clock,
    randomness,
    pepper,
    signingKeyPem: SIGNING_KEY_PEM,
    issuer: ISSUER,
    audience: AUDIENCE,
    passwordCost: CHEAP,
    pause: async () => {},
  })
  const keys = identity.jwks()
  return {
    identity,
    randomness,
    mailer: { send: async (mail: Mail) => void mails.push(mail) },
    publishedKeys: async () => keys,
    tokens: new HmacTokenSigner(pepper),
    sessions: createJwtSessionVerifier({ issuer: ISSUER, audience: AUDIENCE, keys }),
    machineToken: { verify: (token: string) => token === OPERATOR_TOKEN },
    bootstrap: {
      recognise: async (secret: string): Promise<string | undefined> =>
        secret === BOOTSTRAP_SECRET ? 'born-with' : undefined,
    },
  }
}
