import type { Actor } from '../account/account.ts'
import type { ExpectedStates } from '../kernel/refuse-unexpected.ts'
import type { OperationSubject } from '../operation/operation.ts'
import type { LoadChange } from '../placement/cluster-use.ts'
import type { RepeatMark } from '../repeat/repeat.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** Who asks, how the answer will be told, and how a repeat of the same request is recognised. */
export interface DeclareRequest {
  readonly actor: Actor
  readonly requestId: string
  readonly sourceAddress: string | null
  readonly repeat?: RepeatMark
  /** Generations of the tenant, one of which the caller saw; another one is `precondition_failed`. */
  readonly expected?: ExpectedStates
  /** The answer as JSON, kept for repeats. Must not hold a secret. */
  readonly present: (declared: Declared) => unknown
}

export interface Declared {
  readonly tenant: Tenant
  readonly operationId: string
  readonly subject: OperationSubject
}

/** What a use case decided: the desired state, what it is about, and the words for the audit trail. */
export interface Intent {
  readonly tenant: Tenant
  readonly subject: OperationSubject
  /** noun.verb, as the audit trail has it. */
  readonly action: string
  readonly formerName?: string
  readonly accountTenantsMax?: number
  /** May use what a cluster keeps for rotations. */
  readonly mayUseReserve?: true
  /** The room that it asks for on its cluster; set by `declare`. */
  readonly loadChange?: LoadChange
  /** The tenant as it is stored; set by `declare`, as what is paid for follows from the difference. */
  readonly before?: Tenant
}
