import { describeAccountDeletionContract } from './account-deletion-contract.ts'
import { describeAccountStoreContract } from './account-store-contract.ts'
import { describeAnswerStoreContract } from './answer-store-contract.ts'
import { describeAuditStoreContract } from './audit-store-contract.ts'
import { describeClusterStoreContract } from './cluster-store-contract.ts'
import { describeDriftStoresContract } from './drift-stores-contract.ts'
import { describeInvoiceStoreContract } from './invoice-store-contract.ts'
import { describeListsContract } from './lists/lists-contract.ts'
import { describeLoginStoreContract } from './login-store-contract.ts'
import { describeMemberStoreContract } from './member-store-contract.ts'
import { describeMeterStoreContract } from './meter-store-contract.ts'
import { describeObservationStoreContract } from './observation-store-contract.ts'
import { describeOperatorStoreContract } from './operator-store-contract.ts'
import { describePlanLedgerContract } from './plan-ledger-contract.ts'
import { describeSecretStoreContract } from './secret-store-contract.ts'
import { describeSessionKeyStoreContract } from './session-key-store-contract.ts'
import { describeSpentCodeStoreContract } from './spent-code-store-contract.ts'
import { describeShareStoreContract } from './share-store-contract.ts'
import type { OpenStores } from './stores-under-test.ts'
import { describeTenantStoreContract } from './tenant-store-contract.ts'
import { describeWebhookStoreContract } from './webhook-store-contract.ts'

/**
 * The suites of all ports that one database serves, and of the lists that the API makes of them. Operations have no suite of
 * their own: the writes of others show in them.
 */
export function describeEveryStoreContract(store: string, open: OpenStores): void {
  describeTenantStoreContract(store, open)
  describeAuditStoreContract(store, open)
  describeAnswerStoreContract(store, open)
  describeClusterStoreContract(store, open)
  describeSecretStoreContract(store, open)
  describeAccountStoreContract(store, open)
  describeAccountDeletionContract(store, open)
  describeOperatorStoreContract(store, open)
  describeMemberStoreContract(store, open)
  describeLoginStoreContract(store, open)
  describeSessionKeyStoreContract(store, open)
  describeSpentCodeStoreContract(store, open)
  describeObservationStoreContract(store, open)
  describePlanLedgerContract(store, open)
  describeInvoiceStoreContract(store, open)
  describeMeterStoreContract(store, open)
  describeShareStoreContract(store, open)
  describeWebhookStoreContract(store, open)
  describeDriftStoresContract(store, open)
  describeListsContract(store, open)
}
