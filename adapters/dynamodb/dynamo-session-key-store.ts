import type { SessionKeyStore } from '../../core/account/identity-ports.ts'
import { publicKeySetSchema } from '../../core/account/public-key-set.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, putItem, readItem } from './items.ts'

const KEY = { pk: 'SESSION-KEYS', sk: 'SESSION-KEYS' }

/** The public keys of sessions, for functions in the network. */
export function dynamoSessionKeyStore(table: DynamoTable): SessionKeyStore {
  return {
    async get() {
      const item = await getItem(table, KEY)
      return item === undefined ? undefined : readItem(publicKeySetSchema, item)
    },
    put: ({ keys }) => putItem(table, { Item: itemOf(KEY, { keys }) }),
  }
}
