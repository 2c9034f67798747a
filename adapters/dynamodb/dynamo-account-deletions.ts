import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { LEAVING_DUE_AFTER_MS } from '../../core/account/leaver.ts'
import type { AccountDeletions, Departure } from '../../core/account/deletion-ports.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import { accountIdOf, LEAVER_PREFIX, LEAVING_CELL } from './account-keys.ts'
import { closingWrites } from './close-account.ts'
import { listKeysDue } from './due-index.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { ADDRESS_PREFIX } from './event-address.ts'
import { getItem, readItem } from './items.ts'
import { accountKey, accountPartition, ANSWER_PREFIX, type Key, REVOKED_PREFIX } from './keys.ts'
import { accountSchema } from './records.ts'
import { changedMeanwhile, guarded } from './store-errors.ts'
import { DUE_INDEX } from './table-schema.ts'
import { TRANSACTION_WRITES_MAX, transactDurably, tryTransact } from './transact.ts'

/** Beginnings of the sort keys of what says something about people and is needed for nothing any more. */
const PERSONAL = [ADDRESS_PREFIX, ANSWER_PREFIX, REVOKED_PREFIX]

export function dynamoAccountDeletions(table: DynamoTable): AccountDeletions {
  return {
    async close(accountId, event) {
      const item = await getItem(table, accountKey(accountId))
      if (item === undefined) throw changedMeanwhile()
      const writes = closingWrites(
        readItem(accountSchema, item),
        event,
        event.at + LEAVING_DUE_AFTER_MS,
      )
      await transactDurably(table, writes, accountKey(accountId))
    },

    async eraseSome(accountId) {
      let left = false
      for (const prefix of PERSONAL) {
        const keys = await keysBeneath(table, accountPartition(accountId), prefix)
        if (keys.length === 0) continue
        await tryTransact(
          table,
          keys.map((Key) => ({ remove: { Key: { ...Key } } })),
        )
        left = true
      }
      return !left
    },

    async finish(accountId) {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: { ...accountKey(accountId) },
        UpdateExpression: 'REMOVE #cell, #due',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#cell': DUE_INDEX.partitionKey, '#due': DUE_INDEX.sortKey },
      })
      await guarded(table.documents.send(update)).catch((error: unknown) => {
        if (!isServiceError(error, 'conflict')) throw error
      })
    },

    async listDue(now, limit) {
      const keys = await listKeysDue(table, LEAVING_CELL, now, limit)
      return keys.map(departureOf)
    },
  }
}

function departureOf({ pk, sk }: Key): Departure {
  const accountId = accountIdOf(pk)
  return sk.startsWith(LEAVER_PREFIX)
    ? { accountId, memberId: sk.slice(LEAVER_PREFIX.length) }
    : { accountId }
}

async function keysBeneath(
  table: DynamoTable,
  partition: string,
  prefix: string,
): Promise<readonly Key[]> {
  const query = new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': partition, ':prefix': prefix },
    ProjectionExpression: 'pk, sk',
    ConsistentRead: true,
    Limit: TRANSACTION_WRITES_MAX,
  })
  const { Items = [] } = await guarded(table.documents.send(query))
  return Items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }))
}
