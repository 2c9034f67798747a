import { MEMBER_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { ServiceError } from '../kernel/service-error.ts'
import { type Asking, accountEvent } from './account-event.ts'
import type { TokenSigner } from './account-ports.ts'
import type { Mailer } from './identity-ports.ts'
import { invitationMail } from './invitation-mail.ts'
import { invitationText } from './invitation-token.ts'
import { ACCOUNT_MEMBERS_MAX, INVITED_FOR_MS, type Invited } from './invited.ts'
import type { InviteMemberInput } from './member-input.ts'
import type { MemberStore } from './member-ports.ts'
import { refuseAboveOwn } from './refuse-above-own.ts'

export interface InviteDeps {
  readonly members: MemberStore
  readonly tokens: TokenSigner
  /** Absent where the installation sends no mail. */
  readonly mailer?: Mailer
  readonly clock: Clock
  readonly randomness: Randomness
}

/**
 * Invites somebody by mail, with a role up to the own (`forbidden`), up to 100 people an account (`limit_reached`). The
 * answer says nothing about whether the address has a log-in anywhere.
 */
export async function inviteMember(
  deps: InviteDeps,
  asking: Asking,
  { email, role }: InviteMemberInput,
): Promise<Invited> {
  refuseAboveOwn(asking.actor, role)
  if (deps.mailer === undefined)
    throw new ServiceError('conflict', 'This installation sends no mail, so nobody can be invited.')
  const createdAt = deps.clock.now()
  const id = newId('mem', deps.randomness)
  const { accountId } = asking.actor
  const invitedUntil = createdAt + INVITED_FOR_MS
  const invited: Invited = { id, accountId, email, role, createdAt, invitedUntil }
  const what = {
    action: 'member.invite',
    resource: `/v1/account/members/${id}`,
    ...changeOf(MEMBER_FIELDS, undefined, invited),
  }
  await deps.members.invite(invited, accountEvent(deps, asking, what), ACCOUNT_MEMBERS_MAX)
  await deps.mailer.send(invitationMail(email, invitationText(deps.tokens, invited)))
  return invited
}
