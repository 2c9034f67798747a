import * as z from 'zod'
import type { PublicKeySet, SessionKeyStore } from '../../core/account/identity-ports.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, putItem, readItem } from './items.ts'

const KEY = { pk: 'SESSION-KEYS', sk: 'SESSION-KEYS' }

const keySetSchema: z.ZodType<PublicKeySet> = z.strictObject({
  keys: z.array(
    z.strictObject({
      kty: z.literal('RSA'),
      use: z.literal('sig'),
      alg: z.literal('RS256'),
      kid: z.string(),
      n: z.string(),
      e: z.string(),
    }),
  ),
})

/** The public keys of sessions, for functions in the network. */
export function dynamoSessionKeyStore(table: DynamoTable): SessionKeyStore {
  return {
    async get() {
      const item = await getItem(table, KEY)
      return item === undefined ? undefined : readItem(keySetSchema, item)
    },
    put: ({ keys }) => putItem(table, { Item: itemOf(KEY, { keys }) }),
  }
}
