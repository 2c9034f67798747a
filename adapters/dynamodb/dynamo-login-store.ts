import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import type { LoginStore } from '../../core/account/identity-ports.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import { versionBefore } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { expiringAt, getItem, itemOf, putItem, readItem, takeItem } from './items.ts'
import { grantKey, loginKey } from './keys.ts'
import { grantSchema, loginSchema } from './records.ts'
import { guarded } from './store-errors.ts'

/**
 * Plain writes alone: those outlive a kill of the embedded store without a barrier. A grant whose time is up is still
 * handed out until the store took it away; its `expiresAt` says so.
 */
export function dynamoLoginStore(table: DynamoTable): LoginStore {
  return {
    async get(email) {
      const item = await getItem(table, loginKey(email))
      return item === undefined ? undefined : readItem(loginSchema, item)
    },

    put: (login) =>
      putItem(table, {
        Item: itemOf(loginKey(login.email), login, { version: login.version }),
        ...versionBefore(login.version),
      }),

    async remove(email, subject) {
      const removal = new DeleteCommand({
        TableName: table.name,
        Key: { ...loginKey(email) },
        ConditionExpression: '#data.subject = :subject',
        ExpressionAttributeNames: { '#data': 'data' },
        ExpressionAttributeValues: { ':subject': subject },
      })
      await guarded(table.documents.send(removal)).catch((error: unknown) => {
        if (!isServiceError(error, 'conflict')) throw error
      })
    },

    putGrant: (grant) =>
      putItem(table, { Item: itemOf(grantKey(grant.id), grant, expiringAt(grant.expiresAt)) }),

    async takeGrant(id) {
      const item = await takeItem(table, grantKey(id))
      return item === undefined ? undefined : readItem(grantSchema, item)
    },
  }
}
