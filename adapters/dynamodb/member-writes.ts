import type { Member } from '../../core/account/account.ts'
import { type Invited, isInvited } from '../../core/account/invited.ts'
import { LEAVING_DUE_AFTER_MS, type Leaver, leaverOf } from '../../core/account/leaver.ts'
import type { Role } from '../../core/account/role.ts'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { emailKey, leaverKey, otherMembersKey, otherOwnersKey } from './account-keys.ts'
import { IS_NEW } from './conditions.ts'
import { countDown, countUp } from './count.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import { ITEM_VERSION, itemOf } from './items.ts'
import { memberKey, subjectKey } from './keys.ts'
import { leavingMarks } from './leaving-marks.ts'
import { changedMeanwhile } from './store-errors.ts'
import type { TransactWrite } from './transact.ts'

// An account has one member from the start, an owner; counted are the others, so accounts of any age count right.

export function inviteWrites(
  invited: Invited,
  event: AuditEvent,
  max: number,
): readonly TransactWrite[] {
  const { accountId, id, email } = invited
  return [
    {
      put: { Item: { ...emailKey(accountId, email), v: ITEM_VERSION }, ...IS_NEW },
      refusal: alreadyThere,
    },
    countUp(
      otherMembersKey(accountId),
      max - 1,
      () => new ServiceError('limit_reached', `An account may have ${max} members.`),
    ),
    { put: { Item: itemOf(memberKey(accountId, id), invited), ...IS_NEW } },
    ...auditWrites(event),
  ]
}

export function acceptWrites(
  invited: Invited,
  subject: string,
  event: AuditEvent,
): readonly TransactWrite[] {
  const { invitedUntil, ...rest } = invited
  const { accountId, id: memberId, role } = invited
  const owners =
    role === 'owner' ? [countUp(otherOwnersKey(accountId), 1_000, changedMeanwhile)] : []
  return [
    {
      put: { Item: itemOf(subjectKey(subject), { accountId, memberId }), ...IS_NEW },
      refusal: () => new ServiceError('conflict', 'This log-in belongs to an account already.'),
    },
    {
      put: {
        Item: itemOf(memberKey(accountId, memberId), { ...rest, subject }),
        ConditionExpression: '#data.invitedUntil = :until',
        ExpressionAttributeNames: { '#data': 'data' },
        ExpressionAttributeValues: { ':until': invitedUntil },
      },
      refusal: changedMeanwhile,
    },
    ...owners,
    ...auditWrites(event),
  ]
}

export function roleWrites(
  member: Member,
  role: Role,
  event: AuditEvent,
): readonly TransactWrite[] {
  const key = memberKey(member.accountId, member.id)
  return [
    {
      put: { Item: itemOf(key, { ...member, role }), ...asRead(member) },
      refusal: changedMeanwhile,
    },
    ...(member.role === 'owner' ? [oneOwnerLess(member.accountId)] : []),
    ...(role === 'owner'
      ? [countUp(otherOwnersKey(member.accountId), 1_000, changedMeanwhile)]
      : []),
    ...auditWrites(event),
  ]
}

export function removeWrites(
  member: Member | Invited,
  event: AuditEvent,
): readonly TransactWrite[] {
  const { accountId, id, email } = member
  return [
    {
      remove: { Key: { ...memberKey(accountId, id) }, ...asRead(member) },
      refusal: changedMeanwhile,
    },
    ...(isInvited(member)
      ? [{ remove: { Key: { ...emailKey(accountId, email) } } } as const]
      : leaveWrites(member, event.at)),
    countDown(otherMembersKey(accountId)),
    ...auditWrites(event),
  ]
}

/** Subject and address stay taken, so that nobody gets a log-in that is about to be forgotten. */
function leaveWrites(member: Member, at: number): readonly TransactWrite[] {
  const { accountId, id, role } = member
  const Item = itemOf(
    leaverKey(accountId, id),
    leaverOf(member),
    leavingMarks(at + LEAVING_DUE_AFTER_MS),
  )
  return [...(role === 'owner' ? [oneOwnerLess(accountId)] : []), { put: { Item } }]
}

/** Of two that forget somebody at once, one does and the other finds it done. */
export function forgetWrites({ accountId, id, email, subject }: Leaver): readonly TransactWrite[] {
  const key = leaverKey(accountId, id)
  return [
    {
      remove: { Key: { ...key }, ConditionExpression: 'attribute_exists(pk)' },
      refusal: changedMeanwhile,
    },
    { remove: { Key: { ...subjectKey(subject) } } },
    { remove: { Key: { ...emailKey(accountId, email) } } },
  ]
}

/** The condition that nobody changed the person since. */
function asRead(member: Member | Invited) {
  const invited = isInvited(member)
  return {
    ConditionExpression: `#data.#role = :role AND attribute_${invited ? '' : 'not_'}exists(#data.invitedUntil)`,
    ExpressionAttributeNames: { '#data': 'data', '#role': 'role' },
    ExpressionAttributeValues: { ':role': member.role },
  }
}

/** Guards the last one: of two owners who go at once, one is refused. */
function oneOwnerLess(accountId: string): TransactWrite {
  return {
    update: {
      Key: { ...otherOwnersKey(accountId) },
      UpdateExpression: 'ADD used :less',
      ConditionExpression: 'used > :none',
      ExpressionAttributeValues: { ':less': -1, ':none': 0 },
    },
    refusal: () => new ServiceError('conflict', 'The last owner of an account stays its owner.'),
  }
}

function alreadyThere(): ServiceError {
  const detail = 'This address is a member or invited already.'
  return new ServiceError('conflict', detail, { problems: [{ pointer: '/email', detail }] })
}
