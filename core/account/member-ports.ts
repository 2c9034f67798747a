import type { AuditEvent } from '../audit/audit-event.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import type { Member } from './account.ts'
import type { Invited } from './invited.ts'
import type { Leaver } from './leaver.ts'
import type { Role } from './role.ts'

/** The people of accounts. Every write is refused with `conflict` when the person is not as they were read. */
export interface MemberStore {
  get(accountId: string, memberId: string): Promise<Member | Invited | undefined>
  /** By id, ascending. */
  list(accountId: string, page: PageRequest): Promise<Page<Member | Invited>>
  /** `conflict` at `/email` when the address was invited already; at most `max` in all: `limit_reached`. */
  invite(invited: Invited, auditEvent: AuditEvent, max: number): Promise<void>
  /** The invited person becomes this member. `conflict` also when the subject is a member of any account. */
  accept(invited: Invited, subject: string, auditEvent: AuditEvent): Promise<void>
  /** `conflict` for the last owner, however many are changed and removed at once. */
  changeRole(member: Member, role: Role, auditEvent: AuditEvent): Promise<void>
  /**
   * The same, unless the account is deleted. From then on the person is nobody in the account; a member is a leaver, whose
   * subject and address stay taken until they are forgotten.
   */
  remove(member: Member | Invited, auditEvent: AuditEvent): Promise<void>
  getLeaver(accountId: string, memberId: string): Promise<Leaver | undefined>
  /** By id, ascending. */
  listLeavers(accountId: string, page: PageRequest): Promise<Page<Leaver>>
  /** The last that is known of them. Repeating it changes nothing. */
  forget(leaver: Leaver): Promise<void>
}
