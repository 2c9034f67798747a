import type { Origin } from './account.ts'
import { accountEvent } from './account-event.ts'
import type { PersonDeps } from './end-session.ts'
import type { ResetPasswordInput } from './password-input.ts'

/**
 * Sets a new password with the code from the mail, and ends every session of the person. `invalid` at `/code` for a wrong
 * or spent code and for an unknown address alike.
 */
export async function resetPassword(
  deps: PersonDeps,
  input: ResetPasswordInput & { readonly origin: Origin },
): Promise<void> {
  const subject = await deps.identity.resetPassword(input)
  await deps.endedSessions.endAll(subject, deps.clock.now())
  await deps.identity.signOut(input.email)
  const member = await deps.accounts.memberBySubject(subject)
  if (member === undefined) return
  const asking = { actor: member, origin: input.origin }
  const what = { action: 'password.reset', resource: `/v1/account/members/${member.id}` }
  await deps.audit.append(accountEvent(deps, asking, what))
}
