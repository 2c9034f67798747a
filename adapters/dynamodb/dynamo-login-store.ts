import type { LoginStore } from '../../core/account/identity-ports.ts'
import { versionBefore } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { expiringAt, getItem, itemOf, putItem, readItem, takeItem } from './items.ts'
import { grantKey, loginKey } from './keys.ts'
import { grantSchema, loginSchema } from './records.ts'

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

    putGrant: (grant) =>
      putItem(table, { Item: itemOf(grantKey(grant.id), grant, expiringAt(grant.expiresAt)) }),

    async takeGrant(id) {
      const item = await takeItem(table, grantKey(id))
      return item === undefined ? undefined : readItem(grantSchema, item)
    },
  }
}
