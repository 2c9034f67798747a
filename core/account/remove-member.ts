import { MEMBER_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { type Asking, accountEvent } from './account-event.ts'
import { knownMember, type MemberDeps } from './change-member.ts'
import type { IdentityProvider } from './identity-ports.ts'
import { isInvited } from './invited.ts'
import { isOf, revokeTokensOf } from './revoke-tokens-of.ts'

/**
 * Takes a member, or an invitation, out of the account: sessions and API tokens of theirs stop working before this
 * answers, and their log-in is forgotten with the address. `conflict` for the last owner. No token of
 * theirs can be made once the member is gone, so what is there then is all.
 */
export async function removeMember(
  deps: MemberDeps & { readonly identity: IdentityProvider },
  asking: Asking,
  memberId: string,
): Promise<void> {
  const member = await knownMember(deps, asking, memberId)
  const what = {
    action: 'member.remove',
    resource: `/v1/account/members/${memberId}`,
    ...changeOf(MEMBER_FIELDS, member, undefined),
  }
  await deps.members.remove(member, accountEvent(deps, asking, what))
  if (isInvited(member)) return
  await revokeTokensOf(deps, asking, isOf(memberId))
  await deps.identity.removeLogin(member.email, member.subject)
}
