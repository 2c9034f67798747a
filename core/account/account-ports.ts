import type { AuditEvent } from '../audit/audit-event.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import type { Operation } from '../operation/operation.ts'
import type { Account, ApiToken, Member } from './account.ts'

/** Accounts, their members and tokens. */
export interface AccountStore {
  /**
   * Makes the account with its first member, and writes the operation that the sign-up was answered with, all or
   * nothing. A subject that is a member already keeps what it has: `conflict`, and nothing is written.
   */
  open(account: Account, owner: Member, auditEvent: AuditEvent, operation: Operation): Promise<void>
  get(accountId: string): Promise<Account | undefined>
  /** `not_found`, also for one that is deleted. */
  rename(accountId: string, name: string, auditEvent: AuditEvent): Promise<void>
  memberBySubject(subject: string): Promise<Member | undefined>
  /** `conflict` when the id is taken. At most `max` tokens that are not revoked: `limit_reached`. */
  addToken(token: ApiToken, auditEvent: AuditEvent, max: number): Promise<void>
  getToken(accountId: string, tokenId: string): Promise<ApiToken | undefined>
  /** By id, ascending, revoked ones left out. */
  listTokens(accountId: string, page: PageRequest): Promise<Page<ApiToken>>
  /** Writes down when it was used; one that is revoked stays so. */
  noteTokenUse(accountId: string, tokenId: string, at: number): Promise<void>
  /** One that is missing or revoked already is left as it is. */
  revokeToken(accountId: string, tokenId: string, at: number, auditEvent: AuditEvent): Promise<void>
}

/** Knows the token of whose machine it is, where an installation has one: on one machine, never in AWS. */
export interface MachineToken {
  /** In constant time. */
  verify(token: string): boolean
}

/** Derives the secret half of an API token from its id (an HMAC under a pepper that only this adapter holds). */
export interface TokenSigner {
  sign(tokenId: string): string
  /** Marks a place in a list as one that was given out; worth nothing as a token. base64url. */
  signPlace(place: string): string
  /** In constant time. */
  verify(tokenId: string, signature: string): boolean
}
