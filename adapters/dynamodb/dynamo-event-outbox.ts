import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { EventOutbox } from '../../core/webhook/webhook-ports.ts'
import { listKeysDue } from './due-index.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, readItem } from './items.ts'
import { eventKey } from './keys.ts'
import { auditEventSchema } from './records.ts'
import { guarded } from './store-errors.ts'
import { eventsCell } from './webhook-keys.ts'

/** An event waits as long as its item has the attributes of the index of what is due (`outboxMarks`). */
export function dynamoEventOutbox(table: DynamoTable): EventOutbox {
  return {
    async listWaiting(shard, limit) {
      const keys = await listKeysDue(table, eventsCell(shard), Number.MAX_SAFE_INTEGER, limit)
      const items = await Promise.all(keys.map(({ pk, sk }) => getItem(table, { pk, sk })))
      return items
        .filter((item) => item !== undefined)
        .filter((item) => item.cell !== undefined)
        .map((item) => readItem(auditEventSchema, item))
    },

    async markDone(event) {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: { ...eventKey(event) },
        UpdateExpression: 'REMOVE cell, dueAt',
        ConditionExpression: 'attribute_exists(pk)',
      })
      await guarded(table.documents.send(update))
    },
  }
}
