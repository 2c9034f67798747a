import type { AuditEvent } from '../audit/audit-event.ts'

/** A deletion that is not finished: of an account, or of one member who left it. */
export interface Departure {
  readonly accountId: string
  readonly memberId?: string
}

/** What deleting an account takes beyond removing what is in it. */
export interface AccountDeletions {
  /**
   * Marks the account as deleted, takes its name away and lets nothing new into it: from then on tenants, tokens, webhooks
   * and invitations are `limit_reached`. `conflict` when it is deleted already, or was changed meanwhile, and at `/tenants`
   * while it has tenants.
   */
  close(accountId: string, auditEvent: AuditEvent): Promise<void>
  /**
   * Takes away some of what the account's items say about people: addresses of requests, names of tokens that are revoked,
   * answers kept for repeats. True once nothing of it is left.
   */
  eraseSome(accountId: string): Promise<boolean>
  /** The deletion is through and due no more. Repeating it changes nothing. */
  finish(accountId: string): Promise<void>
  /** Most overdue first; one that is finished may be named for a moment. */
  listDue(now: number, limit: number): Promise<readonly Departure[]>
}
