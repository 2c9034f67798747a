import { MEMBER_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { type Asking, accountEvent } from './account-event.ts'
import { knownMember } from './change-member.ts'
import { finishLeaving, type LeavingDeps } from './finish-leaving.ts'
import { isInvited } from './invited.ts'
import { leaverOf } from './leaver.ts'

/**
 * Takes a member, or an invitation, out of the account: sessions and API tokens of theirs stop working before this
 * answers, and their log-in is forgotten with the address. `conflict` for the last owner. Cut short, it is finished by a
 * repeat, or a minute later by the clock.
 */
export async function removeMember(
  deps: LeavingDeps,
  asking: Asking,
  memberId: string,
): Promise<void> {
  const left = await deps.members.getLeaver(asking.actor.accountId, memberId)
  if (left !== undefined) return await finishLeaving(deps, asking, left)
  const member = await knownMember(deps, asking, memberId)
  const what = {
    action: 'member.remove',
    resource: `/v1/account/members/${memberId}`,
    ...changeOf(MEMBER_FIELDS, member, undefined),
  }
  await deps.members.remove(member, accountEvent(deps, asking, what))
  if (!isInvited(member)) await finishLeaving(deps, asking, leaverOf(member))
}
