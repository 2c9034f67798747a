import type { ApiToken } from '../../core/account/account.ts'
import { mayActAs, ROLES } from '../../core/account/role.ts'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { isServiceError, ServiceError } from '../../core/kernel/service-error.ts'
import { IS_NEW } from './conditions.ts'
import { countDown, countUp } from './count.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, readItem } from './items.ts'
import { type Key, memberKey, revokedTokenKey, tokenCountKey, tokenKey } from './keys.ts'
import { tokenSchema } from './records.ts'
import { guarded } from './store-errors.ts'
import { type TransactWrite, transactDurably } from './transact.ts'

interface Revocation {
  readonly accountId: string
  readonly tokenId: string
  readonly at: number
  readonly auditEvent: AuditEvent
}

export function tokenWrites(
  token: ApiToken,
  auditEvent: AuditEvent,
  max: number,
): readonly TransactWrite[] {
  const { accountId, id } = token
  return [
    { put: { Item: itemOf(tokenKey(accountId, id), token), ...IS_NEW }, refusal: idTaken },
    { check: { Key: { ...revokedTokenKey(accountId, id) }, ...IS_NEW }, refusal: idTaken },
    countUp(tokenCountKey(accountId), max, () => tooManyTokens(max)),
    ...memberStays(token),
    ...auditWrites(auditEvent),
  ]
}

/** Whoever was removed meanwhile, or may less than the token, makes no more tokens. */
function memberStays({ accountId, memberId, role }: ApiToken): readonly TransactWrite[] {
  if (memberId === undefined) return []
  const enough = ROLES.filter((each) => mayActAs(each, role))
  const names = enough.map((_, n) => `:role${n}`)
  return [
    {
      check: {
        Key: { ...memberKey(accountId, memberId) },
        ConditionExpression: `#data.#role IN (${names.join(', ')})`,
        ExpressionAttributeNames: { '#data': 'data', '#role': 'role' },
        ExpressionAttributeValues: Object.fromEntries(enough.map((each, n) => [`:role${n}`, each])),
      },
      refusal: () => new ServiceError('forbidden', 'Your role does not allow this any more.'),
    },
  ]
}

/** A plain write; never brings back a token that was revoked meanwhile. */
export async function noteTokenUse(table: DynamoTable, key: Key, at: number): Promise<void> {
  const update = new UpdateCommand({
    TableName: table.name,
    Key: { ...key },
    UpdateExpression: 'SET #data.lastUsedAt = :at',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#data': 'data' },
    ExpressionAttributeValues: { ':at': at },
  })
  await guarded(table.documents.send(update)).catch((error: unknown) => {
    if (!isServiceError(error, 'conflict')) throw error
  })
}

/** Of two that revoke at once, one does and the other finds it done. */
export async function revokeToken(table: DynamoTable, revocation: Revocation): Promise<void> {
  const { accountId, tokenId } = revocation
  const item = await getItem(table, tokenKey(accountId, tokenId))
  if (item === undefined) return
  const writes = revocationWrites(readItem(tokenSchema, item), revocation)
  try {
    await transactDurably(table, writes, revokedTokenKey(accountId, tokenId))
  } catch (error) {
    if (error instanceof RevokedMeanwhile) return
    throw error
  }
}

function revocationWrites(
  token: ApiToken,
  { at, auditEvent }: Revocation,
): readonly TransactWrite[] {
  const { accountId, id } = token
  return [
    {
      remove: { Key: { ...tokenKey(accountId, id) }, ConditionExpression: 'attribute_exists(pk)' },
      refusal: () => new RevokedMeanwhile('conflict', 'The token is revoked already.'),
    },
    { put: { Item: itemOf(revokedTokenKey(accountId, id), { ...token, revokedAt: at }) } },
    countDown(tokenCountKey(accountId)),
    ...auditWrites(auditEvent),
  ]
}

class RevokedMeanwhile extends ServiceError {}

function idTaken(): ServiceError {
  return new ServiceError('conflict', 'There is a token of this id already.')
}

function tooManyTokens(max: number): ServiceError {
  return new ServiceError(
    'limit_reached',
    `An account may have ${max} API tokens and this one has as many. Revoke one first.`,
  )
}
