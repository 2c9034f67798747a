import type { Account } from '../../core/account/account.ts'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { hasTenants } from '../../core/account/has-tenants.ts'
import { notFound } from '../../core/kernel/service-error.ts'
import { otherMembersKey, otherOwnersKey } from './account-keys.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import { ITEM_VERSION, itemOf } from './items.ts'
import { accountKey, type Key, tenantCountKey, tokenCountKey } from './keys.ts'
import { leavingMarks } from './leaving-marks.ts'
import { changedMeanwhile } from './store-errors.ts'
import type { TransactWrite } from './transact.ts'
import { webhookCountKey } from './webhook-keys.ts'

/** Above every limit, so whatever counts up from it is refused, and counting down is not. */
const SEALED = 1_000_000_000

const IS_OPEN = {
  ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#data.deletedAt)',
  ExpressionAttributeNames: { '#data': 'data' },
} as const

/** Counts are what lets things into an account: a sealed one is full for good. Sealed owners let the last one go. */
export function closingWrites(
  { id, createdAt }: Account,
  event: AuditEvent,
  dueAt: number,
): readonly TransactWrite[] {
  const closed: Account = { id, name: id, createdAt, deletedAt: event.at }
  return [
    {
      put: { Item: itemOf(accountKey(id), closed, leavingMarks(dueAt)), ...IS_OPEN },
      refusal: changedMeanwhile,
    },
    seal(tenantCountKey(id), { unlessUsed: true }),
    seal(tokenCountKey(id)),
    seal(webhookCountKey(id)),
    seal(otherMembersKey(id)),
    seal(otherOwnersKey(id)),
    ...auditWrites(event),
  ]
}

export function renameWrites(
  accountId: string,
  name: string,
  event: AuditEvent,
): readonly TransactWrite[] {
  return [
    {
      update: {
        Key: { ...accountKey(accountId) },
        UpdateExpression: 'SET #data.#name = :name',
        ...IS_OPEN,
        ExpressionAttributeNames: { ...IS_OPEN.ExpressionAttributeNames, '#name': 'name' },
        ExpressionAttributeValues: { ':name': name },
      },
      refusal: () => notFound('account'),
    },
    ...auditWrites(event),
  ]
}

function seal(key: Key, { unlessUsed = false } = {}): TransactWrite {
  return {
    update: {
      Key: { ...key },
      UpdateExpression: 'SET v = :v, used = :sealed',
      ...(unlessUsed ? { ConditionExpression: 'attribute_not_exists(used) OR used = :none' } : {}),
      ExpressionAttributeValues: {
        ':v': ITEM_VERSION,
        ':sealed': SEALED,
        ...(unlessUsed ? { ':none': 0 } : {}),
      },
    },
    refusal: hasTenants,
  }
}
