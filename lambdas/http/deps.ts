import type { AccountStore, MachineToken, TokenSigner } from '../../core/account/account-ports.ts'
import type {
  IdentityProvider,
  Mailer,
  PublicKeySet,
  SessionVerifier,
} from '../../core/account/identity-ports.ts'
import type { BootstrapSecret, OperatorStore } from '../../core/account/operator-ports.ts'
import type { AccountDeletions } from '../../core/account/deletion-ports.ts'
import type { MemberStore } from '../../core/account/member-ports.ts'
import type { EndedSessions } from '../../core/account/session-ports.ts'
import type { AuditStore } from '../../core/audit/audit-ports.ts'
import type { ClusterStore } from '../../core/cluster/cluster-ports.ts'
import type { SecretStore } from '../../core/credential/credential-ports.ts'
import type { DeclareDeps } from '../../core/declare/declare.ts'
import type { Invoice } from '../../core/invoice/invoice.ts'
import type {
  BillingProfileStore,
  InvoiceStore,
  PaymentOutbox,
} from '../../core/invoice/invoice-ports.ts'
import type { ClusterFacts, RevenueStore } from '../../core/invoice/revenue-ports.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import type { Randomness } from '../../core/kernel/ids.ts'
import type { OperationStore } from '../../core/operation/operation-ports.ts'
import type { PlanLedger } from '../../core/plan/plan-ports.ts'
import type { AnswerStore } from '../../core/repeat/repeat.ts'
import type { DeedDeps } from '../../core/speak/record-deed.ts'
import type { FindingStore, ResidentStore } from '../../core/reconcile/drift/drift-ports.ts'
import type { TenantStore } from '../../core/tenant/tenant-ports.ts'
import type { WebhookDeps } from '../../core/webhook/webhook-deps.ts'
import type { ObservationStore } from '../../core/usage/observation-ports.ts'
import type { UsageLedger } from '../../core/usage/usage-ports.ts'

/** What every function needs to know who is asking. */
export interface AuthenticationDeps {
  readonly accounts: AccountStore
  readonly tokens: TokenSigner
  readonly sessions: SessionVerifier
  readonly endedSessions: EndedSessions
  /** Refusals are on record too, whichever function says them. */
  readonly audit: AuditStore
  /** Which requests were answered, for those that are sent again. */
  readonly answers: AnswerStore
  readonly clock: Clock
  readonly operators: OperatorStore
  readonly machineToken?: MachineToken
}

/** Wakes up when some tenant was settled, or after `timeoutMs`, whichever is first. May wake early or for another one. */
export interface SettledWatch {
  settled(timeoutMs: number): Promise<void>
}

export type ComponentState = 'up' | 'down'

/** The API function: declares and reads; holds no tenant's secret. */
export interface ApiDeps
  extends AuthenticationDeps,
    DeclareDeps,
    Pick<WebhookDeps, 'webhooks' | 'deliveries' | 'webhookReach'> {
  readonly operations: OperationStore
  readonly clusters: ClusterStore
  readonly audit: AuditStore
  readonly observations: ObservationStore
  readonly findings: FindingStore
  readonly residents: Pick<ResidentStore, 'residents'>
  readonly watch: SettledWatch
  /** Each part's state now; answers within two seconds. */
  readonly health: () => Promise<Readonly<Record<string, ComponentState>>>
  /** The OpenAPI document, as JSON; always the same object. Not made before somebody asks: few do. */
  readonly openApi: () => Promise<unknown>
}

/** The function that may read tenants' passwords. */
export interface SecretDeps extends AuthenticationDeps {
  readonly tenants: TenantStore
  readonly clusters: ClusterStore
  readonly secrets: SecretStore
  readonly audit: AuditStore
  readonly clock: Clock
  readonly randomness: Randomness
}

/** The function that speaks Kafka, as tenants' own users. */
export interface DataDeps extends AuthenticationDeps, DeedDeps {}

/** The function that handles people's passwords. */
export interface IdentityDeps extends AuthenticationDeps {
  readonly identity: IdentityProvider
  readonly bootstrap: BootstrapSecret
  readonly members: MemberStore
  readonly deletions: AccountDeletions
  readonly webhooks: WebhookDeps['webhooks']
  /** Absent where the installation sends no mail. */
  readonly mailer?: Mailer
  readonly audit: AuditStore
  /** The keys that access tokens are signed with. */
  readonly publishedKeys: () => Promise<PublicKeySet>
  readonly clock: Clock
  readonly randomness: Randomness
}

/** The function that tells what was used and what it costs. It changes no tenant and reads no secret. */
export interface BillingDeps extends AuthenticationDeps {
  readonly tenants: TenantStore
  readonly plans: PlanLedger
  readonly usage: UsageLedger
  readonly invoices: InvoiceStore
  readonly profiles: BillingProfileStore
  readonly members: MemberStore
  readonly webhooks: WebhookDeps['webhooks']
  readonly payments: PaymentOutbox
  readonly revenue: RevenueStore
  readonly clusterFacts: ClusterFacts
  /** An invoice as a PDF document. */
  readonly printInvoice: (invoice: Invoice, accountName: string) => Promise<Uint8Array>
  readonly clock: Clock
  readonly randomness: Randomness
}
