import { type Asking, accountEvent } from './account-event.ts'
import type { PersonDeps } from './end-session.ts'
import type { Session } from './identity-ports.ts'
import type { ChangePasswordInput } from './password-input.ts'
import { sessionMember } from './session-member.ts'

/**
 * Sets another password and ends every session of the person; the answer is a new one. `unauthenticated` when the present
 * password is wrong: a session alone, on a machine that somebody left, is not enough.
 */
export async function changePassword(
  deps: PersonDeps,
  asking: Asking,
  { password, newPassword }: ChangePasswordInput,
): Promise<Session> {
  const { session, member } = await sessionMember(deps, asking.actor)
  await deps.identity.changePassword({ email: member.email, password, newPassword })
  await deps.endedSessions.endAll(session.subject, deps.clock.now())
  await deps.identity.signOut(member.email)
  const what = { action: 'password.change', resource: `/v1/account/members/${member.id}` }
  await deps.audit.append(accountEvent(deps, asking, what))
  return (await deps.identity.openSession(member.email, newPassword)).session
}
