import type { Role } from './role.ts'
import type { RepeatMark } from '../repeat/repeat.ts'
import type { VerifiedSession } from './session-ports.ts'

/** The customer: owns tenants, has members and API tokens, receives invoices. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  /** Absent while it is open. From then on nothing new gets into it, and its name is its id. */
  readonly deletedAt?: number
}

/** A person in an account. `subject` is who the identity provider says they are. */
export interface Member {
  readonly id: string
  readonly accountId: string
  readonly subject: string
  readonly email: string
  readonly role: Role
  readonly createdAt: number
}

/** A named key to the API for programs. Its secret is derived from its id, so nothing secret is stored. */
export interface ApiToken {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly role: Role
  /** Member or token that made it; its role was never below this one's. */
  readonly createdBy: string
  /** The member who answers for it: it ends with them. Absent in tokens of an earlier release. */
  readonly memberId?: string
  readonly createdAt: number
  /** Absent: until it is revoked. */
  readonly expiresAt?: number
  /** To within five minutes; absent until it was used. */
  readonly lastUsedAt?: number
  readonly revokedAt: number | null
}

/** Who is asking, as far as the account is concerned. */
export interface Actor {
  /** Member or token id, or `operator`: what the audit trail names. */
  readonly id: string
  readonly accountId: string
  readonly role: Role
  /** Who runs the installation: belongs to no account, and may do to any tenant what the operator's routes do. */
  readonly operator?: true
  /** The member that this is or answers to; absent for operators. */
  readonly memberId?: string
  /** What a person is logged in with; absent for tokens. */
  readonly session?: VerifiedSession
}

export const OPERATOR: Actor = {
  id: 'operator',
  accountId: 'operator',
  role: 'viewer',
  operator: true,
}

/** Whether what belongs to that account is there for the actor at all. */
export function mayKnowOf(actor: Actor, accountId: string): boolean {
  return actor.operator === true || actor.accountId === accountId
}

/** Where a request came from, for the audit trail. */
export interface Origin {
  readonly requestId: string | null
  readonly sourceAddress: string | null
  /** What its event marks, so that a repeat under the same key does nothing more. */
  readonly repeat?: RepeatMark
}

/** Programs that need a key of their own are counted in tens; a leak of keys is not to go unnoticed. */
export const ACCOUNT_TOKENS_MAX = 100
