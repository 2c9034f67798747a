import { ServiceError } from '../kernel/service-error.ts'
import type { Actor, Member } from './account.ts'
import type { AccountStore } from './account-ports.ts'
import type { VerifiedSession } from './session-ports.ts'

/** The person behind a session; `conflict` for an API token, which is nobody's log-in. */
export async function sessionMember(
  { accounts }: { readonly accounts: AccountStore },
  { session }: Actor,
): Promise<{ readonly session: VerifiedSession; readonly member: Member }> {
  const member = session === undefined ? undefined : await accounts.memberBySubject(session.subject)
  if (session === undefined || member === undefined)
    throw new ServiceError(
      'conflict',
      'This takes the access token of a session, not an API token.',
    )
  return { session, member }
}
