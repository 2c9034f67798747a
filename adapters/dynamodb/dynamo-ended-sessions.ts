import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { EndedSessions } from '../../core/account/session-ports.ts'
import { endedSessionKey, subjectSessionsKey } from './account-keys.ts'
import { batchGet } from './batch-get.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { expiringAt, ITEM_VERSION, putItem } from './items.ts'
import { guarded } from './store-errors.ts'

const beforeSchema = z.object({ before: z.number() })

/** Both questions about a session are one read. Plain writes alone. */
export function dynamoEndedSessions(table: DynamoTable): EndedSessions {
  return {
    end: (sessionId, keptUntil) =>
      putItem(table, {
        Item: { ...endedSessionKey(sessionId), v: ITEM_VERSION, ...expiringAt(keptUntil) },
      }),

    async endAll(subject, before) {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: { ...subjectSessionsKey(subject) },
        UpdateExpression: 'SET v = :v, #before = :before',
        ExpressionAttributeNames: { '#before': 'before' },
        ExpressionAttributeValues: { ':v': ITEM_VERSION, ':before': before },
      })
      await guarded(table.documents.send(update))
    },

    async isEnded({ subject, id, startedAt }) {
      const ofSession = id === undefined ? [] : [endedSessionKey(id)]
      const found = await batchGet(table, [subjectSessionsKey(subject), ...ofSession])
      return found.some((item) => {
        const before = beforeSchema.safeParse(item)
        return before.success ? startedAt < before.data.before : true
      })
    },
  }
}
