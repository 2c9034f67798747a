import type { Account, Member } from '../../core/account/account.ts'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Operation } from '../../core/operation/operation.ts'
import { IS_NEW } from './conditions.ts'
import { operationWrite } from './declare-tenant.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import { itemOf } from './items.ts'
import { accountKey, memberKey, subjectKey } from './keys.ts'
import type { TransactWrite } from './transact.ts'

/** An account with its first member. The claim on the subject makes sure that nobody opens two. */
export function openingWrites(
  account: Account,
  owner: Member,
  auditEvent: AuditEvent,
  operation: Operation,
): readonly TransactWrite[] {
  const pointer = { accountId: account.id, memberId: owner.id }
  return [
    {
      put: { Item: itemOf(subjectKey(owner.subject), pointer), ...IS_NEW },
      refusal: () => new ServiceError('conflict', 'This person is a member of an account already.'),
    },
    { put: { Item: itemOf(accountKey(account.id), account), ...IS_NEW } },
    { put: { Item: itemOf(memberKey(account.id, owner.id), owner) } },
    operationWrite(operation),
    ...auditWrites(auditEvent),
  ]
}
