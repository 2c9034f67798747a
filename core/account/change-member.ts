import { MEMBER_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { notFound, ServiceError } from '../kernel/service-error.ts'
import type { Member } from './account.ts'
import { type Asking, accountEvent, withoutMark } from './account-event.ts'
import type { AccountStore } from './account-ports.ts'
import { type Invited, isInvited } from './invited.ts'
import type { ChangeMemberInput } from './member-input.ts'
import type { MemberStore } from './member-ports.ts'
import { refuseAboveOwn } from './refuse-above-own.ts'
import { isOf, revokeTokensOf } from './revoke-tokens-of.ts'
import { mayActAs } from './role.ts'

export interface MemberDeps {
  readonly members: MemberStore
  readonly accounts: AccountStore
  readonly clock: Clock
  readonly randomness: Randomness
}

/**
 * Gives a member another role, which counts from the next request; tokens of theirs that may do more are revoked.
 * `forbidden` for a role above the own, before or after; `conflict` for the last owner and for who has not accepted.
 */
export async function changeMember(
  deps: MemberDeps,
  asking: Asking,
  memberId: string,
  { role }: ChangeMemberInput,
): Promise<Member> {
  const member = await knownMember(deps, asking, memberId)
  refuseAboveOwn(asking.actor, role)
  if (isInvited(member))
    throw new ServiceError('conflict', 'The invitation is not accepted yet; take it back instead.')
  if (member.role !== role) {
    const what = {
      action: 'member.change',
      resource: `/v1/account/members/${memberId}`,
      ...changeOf(MEMBER_FIELDS, member, { ...member, role }),
    }
    await deps.members.changeRole(member, role, accountEvent(deps, withoutMark(asking), what))
  }
  const isTheirs = isOf(memberId)
  await revokeTokensOf(deps, asking, (each) => isTheirs(each) && !mayActAs(role, each.role))
  return { ...member, role }
}

/** `not_found`, and `forbidden` for somebody with a role above the own. */
export async function knownMember(
  { members }: Pick<MemberDeps, 'members'>,
  { actor }: Asking,
  memberId: string,
): Promise<Member | Invited> {
  const member = await members.get(actor.accountId, memberId)
  if (member === undefined) throw notFound('member')
  refuseAboveOwn(actor, member.role)
  return member
}
