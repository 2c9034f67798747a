import type { AccountStore } from '../../core/account/account-ports.ts'
import type { LoginStore, SessionKeyStore } from '../../core/account/identity-ports.ts'
import type { AccountDeletions } from '../../core/account/deletion-ports.ts'
import type { SpentCodeStore } from '../../core/account/spent-code-ports.ts'
import type { MemberStore } from '../../core/account/member-ports.ts'
import type { OperatorStore } from '../../core/account/operator-ports.ts'
import type { AuditStore } from '../../core/audit/audit-ports.ts'
import type { ClusterStore } from '../../core/cluster/cluster-ports.ts'
import type { SecretStore } from '../../core/credential/credential-ports.ts'
import type {
  BillingProfileStore,
  InvoiceStore,
  PaymentOutbox,
} from '../../core/invoice/invoice-ports.ts'
import type { RevenueStore } from '../../core/invoice/revenue-ports.ts'
import type { OperationStore } from '../../core/operation/operation-ports.ts'
import type { PlanLedger } from '../../core/plan/plan-ports.ts'
import type { AnswerStore } from '../../core/repeat/repeat.ts'
import type { FindingStore, ResidentStore } from '../../core/reconcile/drift/drift-ports.ts'
import type { TenantStore } from '../../core/tenant/tenant-ports.ts'
import type { ShareStore } from '../../core/quota/quota-ports.ts'
import type { MeterStore } from '../../core/usage/meter-ports.ts'
import type { DeliveryStore, EventOutbox, WebhookStore } from '../../core/webhook/webhook-ports.ts'
import type { ObservationStore } from '../../core/usage/observation-ports.ts'
import type { TestClock } from './store-fixtures.ts'

/** Empty stores on one database, and the clock that they go by. */
export interface StoresUnderTest {
  readonly clock: TestClock
  readonly tenants: TenantStore
  readonly operations: OperationStore
  readonly audit: AuditStore
  readonly answers: AnswerStore
  readonly clusters: ClusterStore
  readonly secrets: SecretStore
  readonly accounts: AccountStore
  readonly operators: OperatorStore
  readonly members: MemberStore
  readonly deletions: AccountDeletions
  readonly logins: LoginStore
  readonly sessionKeys: SessionKeyStore
  readonly spentCodes: SpentCodeStore
  readonly observations: ObservationStore
  readonly plans: PlanLedger
  readonly invoices: InvoiceStore
  readonly payments: PaymentOutbox
  readonly profiles: BillingProfileStore
  readonly revenue: RevenueStore
  readonly meter: MeterStore
  readonly shares: ShareStore
  readonly webhooks: WebhookStore
  readonly deliveries: DeliveryStore
  readonly outbox: EventOutbox
  readonly findings: FindingStore
  readonly residents: ResidentStore
}

export type OpenStores = () => Promise<StoresUnderTest>
