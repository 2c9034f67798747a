import { memoryAccountDeletions } from '../../../adapters/memory/memory-account-deletions.ts'
import { memoryAccountStore } from '../../../adapters/memory/memory-account-store.ts'
import { memoryAnswerStore } from '../../../adapters/memory/memory-answer-store.ts'
import { memoryAuditStore } from '../../../adapters/memory/memory-audit-store.ts'
import { memoryBillingProfileStore } from '../../../adapters/memory/memory-billing-profile-store.ts'
import { memoryClusterStore } from '../../../adapters/memory/memory-cluster-store.ts'
import { memoryDatabase } from '../../../adapters/memory/memory-database.ts'
import { memoryBilling } from '../../../adapters/memory/memory-invoice-store.ts'
import {
  memoryFindingStore,
  memoryResidentStore,
} from '../../../adapters/memory/memory-drift-stores.ts'
import { memoryLoginStore } from '../../../adapters/memory/memory-login-store.ts'
import { memoryMemberStore } from '../../../adapters/memory/memory-member-store.ts'
import { memoryMeterStore } from '../../../adapters/memory/memory-meter-store.ts'
import { memoryObservationStore } from '../../../adapters/memory/memory-observation-store.ts'
import { memoryOperationStore } from '../../../adapters/memory/memory-operation-store.ts'
import { memoryOperatorStore } from '../../../adapters/memory/memory-operator-store.ts'
import { memoryPlanLedger } from '../../../adapters/memory/memory-plan-ledger.ts'
import { memoryRevenueStore } from '../../../adapters/memory/memory-revenue-store.ts'
import { memorySecretStore } from '../../../adapters/memory/memory-secret-store.ts'
import { memorySessionKeyStore } from '../../../adapters/memory/memory-session-key-store.ts'
import { memorySpentCodeStore } from '../../../adapters/memory/memory-spent-code-store.ts'
import { memoryShareStore } from '../../../adapters/memory/memory-share-store.ts'
import { memoryDeliveryStore } from '../../../adapters/memory/memory-delivery-store.ts'
import { memoryEventOutbox } from '../../../adapters/memory/memory-event-outbox.ts'
import { memoryWebhookStore } from '../../../adapters/memory/memory-webhook-store.ts'
import { memoryTenantStore } from '../../../adapters/memory/memory-tenant-store.ts'
import { describeEveryStoreContract } from '../../contracts/every-store-contract.ts'
import { testClock } from '../../contracts/store-fixtures.ts'

describeEveryStoreContract('memory', async () => {
  const clock = testClock()
  const database = memoryDatabase(clock)
  return {
    clock,
    tenants: memoryTenantStore(database),
    operations: memoryOperationStore(database),
    audit: memoryAuditStore(database),
    answers: memoryAnswerStore(database),
    accounts: memoryAccountStore(database),
    deletions: memoryAccountDeletions(database),
    clusters: memoryClusterStore(database),
    operators: memoryOperatorStore(database),
    members: memoryMemberStore(database),
    secrets: memorySecretStore(),
    logins: memoryLoginStore(),
    sessionKeys: memorySessionKeyStore(),
    spentCodes: memorySpentCodeStore(),
    observations: memoryObservationStore(),
    plans: memoryPlanLedger(database),
    profiles: memoryBillingProfileStore(database),
    ...memoryBilling(database),
    revenue: memoryRevenueStore(),
    meter: memoryMeterStore(),
    shares: memoryShareStore(),
    webhooks: memoryWebhookStore(database),
    deliveries: memoryDeliveryStore(database),
    outbox: memoryEventOutbox(database),
    findings: memoryFindingStore(),
    residents: memoryResidentStore(),
  }
})
