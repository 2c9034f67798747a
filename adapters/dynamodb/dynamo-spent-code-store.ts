import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { SpentCode, SpentCodeStore } from '../../core/account/spent-code-ports.ts'
import { versionBefore } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { expiringAt, getItem, itemOf, putItem, readItem } from './items.ts'
import { spentCodeKey } from './keys.ts'
import { guarded } from './store-errors.ts'

const spentCodeSchema: z.ZodType<SpentCode> = z.strictObject({
  email: z.string(),
  hash: z.string(),
  triesLeft: z.int(),
  expiresAt: z.int(),
  version: z.int(),
})

/** Plain writes of items that go by themselves. */
export function dynamoSpentCodeStore(table: DynamoTable): SpentCodeStore {
  return {
    async get(email) {
      const item = await getItem(table, spentCodeKey(email))
      return item === undefined ? undefined : readItem(spentCodeSchema, item)
    },

    put: (code) =>
      putItem(table, {
        Item: itemOf(spentCodeKey(code.email), code, {
          version: code.version,
          ...expiringAt(code.expiresAt),
        }),
        ...versionBefore(code.version),
      }),

    async remove(email) {
      const Key = { ...spentCodeKey(email) }
      await guarded(table.documents.send(new DeleteCommand({ TableName: table.name, Key })))
    },
  }
}
