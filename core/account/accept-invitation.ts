import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { invalid, isServiceError } from '../kernel/service-error.ts'
import type { Origin } from './account.ts'
import { changeOf } from '../audit/change.ts'
import { MEMBER_FIELDS } from './told-fields.ts'
import { accountEvent } from './account-event.ts'
import type { AccountStore, TokenSigner } from './account-ports.ts'
import type { IdentityProvider } from './identity-ports.ts'
import { parseInvitation, signedText } from './invitation-token.ts'
import { type Invited, isInvited } from './invited.ts'
import type { AcceptInvitationInput } from './member-input.ts'
import type { MemberStore } from './member-ports.ts'

export interface AcceptDeps {
  readonly members: MemberStore
  readonly accounts: Pick<AccountStore, 'memberBySubject'>
  readonly identity: IdentityProvider
  readonly tokens: TokenSigner
  readonly clock: Clock
  readonly randomness: Randomness
}

/**
 * Makes whoever has the invitation a member, with a log-in of that password. The mail has proved the address. A log-in that
 * is there must be proved by its password (`unauthenticated`), and belongs to one account at most (`conflict`). `invalid`
 * at `/token` for an invitation that is wrong, over, taken back or accepted. Repeatable after a crash between the two.
 */
export async function acceptInvitation(
  deps: AcceptDeps,
  { token, password, origin }: AcceptInvitationInput & { readonly origin: Origin },
): Promise<{ readonly accountId: string; readonly memberId: string }> {
  const invited = await findInvited(deps, token)
  const subject = await deps.identity.enrol(invited.email, password)
  const { invitedUntil: _, ...rest } = invited
  const event = accountEvent(
    deps,
    { actor: invited, origin },
    {
      action: 'member.accept',
      resource: `/v1/account/members/${invited.id}`,
      ...changeOf(MEMBER_FIELDS, invited, { ...rest, subject }),
    },
  )
  try {
    await deps.members.accept(invited, subject, event)
  } catch (error) {
    if (isServiceError(error, 'conflict')) await removeNobodys(deps, invited.email, subject)
    throw error
  }
  return { accountId: invited.accountId, memberId: invited.id }
}

/** The invitation was taken back meanwhile: the log-in that was just made, or proved, is that of no member. */
async function removeNobodys(deps: AcceptDeps, email: string, subject: string): Promise<void> {
  if ((await deps.accounts.memberBySubject(subject)) !== undefined) return
  await deps.identity.removeLogin(email, subject)
}

async function findInvited(deps: AcceptDeps, token: string): Promise<Invited> {
  const parts = parseInvitation(token)
  if (parts === undefined) throw noInvitation()
  const invited = await deps.members.get(parts.accountId, parts.memberId)
  if (invited === undefined || !isInvited(invited)) throw noInvitation()
  const isSigned = deps.tokens.verify(signedText(invited), parts.signature)
  if (!isSigned || invited.invitedUntil <= deps.clock.now()) throw noInvitation()
  return invited
}

function noInvitation() {
  return invalid('/token', 'The invitation is wrong, over or used. Ask to be invited again.')
}
