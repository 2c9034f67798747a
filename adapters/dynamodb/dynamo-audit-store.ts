import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { AuditStore } from '../../core/audit/audit-ports.ts'
import { repeatWrites } from './dynamo-answer-store.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { addressItems, withAddresses } from './event-address.ts'
import { filterEvents } from './filter-events.ts'
import { itemOf, putItem, type RawItem, readItem } from './items.ts'
import { accountPartition, EVENT_PREFIX, eventKey } from './keys.ts'
import { outboxMarks } from './outbox-marks.ts'
import { queryPage } from './query-page.ts'
import { auditEventSchema } from './records.ts'
import { type TransactWrite, transactDurably } from './transact.ts'

export function dynamoAuditStore(table: DynamoTable): AuditStore {
  return {
    async append(event) {
      if (event.repeat !== undefined)
        return await transactDurably(table, auditWrites(event), eventKey(event))
      const items = [eventItem(event), ...addressItems(event)]
      await Promise.all(items.map((Item) => putItem(table, { Item })))
    },

    async listByAccount(accountId, request, filter) {
      if (filter !== undefined && Object.keys(filter).length > 0) {
        const found = await filterEvents(table, accountId, request, filter)
        return { ...found, items: await withAddresses(table, found.items) }
      }
      const partition = accountPartition(accountId)
      const listing = { partition, prefix: EVENT_PREFIX, order: 'descending' } as const
      const page = await queryPage(table, listing, request)
      const events = page.items.map((item) => readItem(auditEventSchema, item))
      return { ...page, items: await withAddresses(table, events) }
    },
  }
}

/** An event of the system's own as part of a transaction: nobody sent it, so it has no address. */
export function auditWrite(event: AuditEvent): TransactWrite {
  return { put: { Item: eventItem(event) } }
}

/** An event, for a time the address it came from, and what marks its request, as part of a transaction. */
export function auditWrites(event: AuditEvent): readonly TransactWrite[] {
  return [
    auditWrite(event),
    ...addressItems(event).map((Item) => ({ put: { Item } })),
    ...repeatWrites(event.repeat, event.at),
  ]
}

function eventItem(event: AuditEvent): RawItem {
  const { repeat: _, ...told } = event
  return itemOf(eventKey(event), { ...told, sourceAddress: null }, outboxMarks(event))
}
