import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll } from '@jest/globals'
import { dynamoAccountDeletions } from '../../../adapters/dynamodb/dynamo-account-deletions.ts'
import { dynamoAccountStore } from '../../../adapters/dynamodb/dynamo-account-store.ts'
import { dynamoAnswerStore } from '../../../adapters/dynamodb/dynamo-answer-store.ts'
import { dynamoAuditStore } from '../../../adapters/dynamodb/dynamo-audit-store.ts'
import { dynamoBillingProfileStore } from '../../../adapters/dynamodb/dynamo-billing-profile-store.ts'
import { dynamoClusterStore } from '../../../adapters/dynamodb/dynamo-cluster-store.ts'
import {
  dynamoFindingStore,
  dynamoResidentStore,
} from '../../../adapters/dynamodb/dynamo-drift-stores.ts'
import { dynamoInvoiceStore } from '../../../adapters/dynamodb/dynamo-invoice-store.ts'
import { dynamoLoginStore } from '../../../adapters/dynamodb/dynamo-login-store.ts'
import { dynamoMemberStore } from '../../../adapters/dynamodb/dynamo-member-store.ts'
import { dynamoMeterStore } from '../../../adapters/dynamodb/dynamo-meter-store.ts'
import { dynamoObservationStore } from '../../../adapters/dynamodb/dynamo-observation-store.ts'
import { dynamoOperationStore } from '../../../adapters/dynamodb/dynamo-operation-store.ts'
import { dynamoOperatorStore } from '../../../adapters/dynamodb/dynamo-operator-store.ts'
import { dynamoPaymentOutbox } from '../../../adapters/dynamodb/dynamo-payment-outbox.ts'
import { dynamoPlanLedger } from '../../../adapters/dynamodb/dynamo-plan-ledger.ts'
import { dynamoRevenueStore } from '../../../adapters/dynamodb/dynamo-revenue-store.ts'
import { dynamoSessionKeyStore } from '../../../adapters/dynamodb/dynamo-session-key-store.ts'
import { dynamoSpentCodeStore } from '../../../adapters/dynamodb/dynamo-spent-code-store.ts'
import { dynamoShareStore } from '../../../adapters/dynamodb/dynamo-share-store.ts'
import { dynamoDeliveryStore } from '../../../adapters/dynamodb/dynamo-delivery-store.ts'
import { dynamoEventOutbox } from '../../../adapters/dynamodb/dynamo-event-outbox.ts'
import { dynamoWebhookStore } from '../../../adapters/dynamodb/dynamo-webhook-store.ts'
import { dynamoTenantStore } from '../../../adapters/dynamodb/dynamo-tenant-store.ts'
import { sealedSecretStore } from '../../../adapters/dynamodb/sealed-secret-store.ts'
import { describeEveryStoreContract } from '../../contracts/every-store-contract.ts'
import { type RealStore, startRealStore } from '../../contracts/real-store.ts'
import { testClock } from '../../contracts/store-fixtures.ts'

let store: RealStore

beforeAll(async () => {
  store = await startRealStore()
}, 600_000)

afterAll(() => store.stop())

describeEveryStoreContract('DynamoDB Local', async () => {
  const clock = testClock()
  const table = await store.table()
  return {
    clock,
    tenants: dynamoTenantStore(table, clock),
    operations: dynamoOperationStore(table, clock),
    audit: dynamoAuditStore(table),
    answers: dynamoAnswerStore(table, clock),
    accounts: dynamoAccountStore(table),
    deletions: dynamoAccountDeletions(table),
    clusters: dynamoClusterStore(table),
    operators: dynamoOperatorStore(table),
    members: dynamoMemberStore(table),
    secrets: sealedSecretStore(table, randomBytes(32)),
    logins: dynamoLoginStore(table),
    sessionKeys: dynamoSessionKeyStore(table),
    spentCodes: dynamoSpentCodeStore(table),
    observations: dynamoObservationStore(table),
    plans: dynamoPlanLedger(table),
    profiles: dynamoBillingProfileStore(table),
    invoices: dynamoInvoiceStore(table),
    payments: dynamoPaymentOutbox(table),
    revenue: dynamoRevenueStore(table),
    // Read by a collector that has just begun: one that runs on has in memory what it wrote.
    meter: {
      ...dynamoMeterStore(table),
      chunks: (clusterId) => dynamoMeterStore(table).chunks(clusterId),
    },
    shares: dynamoShareStore(table),
    webhooks: dynamoWebhookStore(table, clock),
    deliveries: dynamoDeliveryStore(table),
    outbox: dynamoEventOutbox(table),
    findings: dynamoFindingStore(table, clock),
    residents: dynamoResidentStore(table),
  }
})
