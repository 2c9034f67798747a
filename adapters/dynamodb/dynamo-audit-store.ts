import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { AuditStore } from '../../core/audit/audit-ports.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { filterEvents } from './filter-events.ts'
import { itemOf, putItem, readItem } from './items.ts'
import { accountPartition, EVENT_PREFIX, eventKey } from './keys.ts'
import { queryPage } from './query-page.ts'
import { auditEventSchema } from './records.ts'
import type { TransactWrite } from './transact.ts'

export function dynamoAuditStore(table: DynamoTable): AuditStore {
  return {
    append: (event) => putItem(table, { Item: itemOf(eventKey(event), event) }),

    async listByAccount(accountId, request, filter) {
      if (filter !== undefined && Object.keys(filter).length > 0)
        return await filterEvents(table, accountId, request, filter)
      const partition = accountPartition(accountId)
      const listing = { partition, prefix: EVENT_PREFIX, order: 'descending' } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map((item) => readItem(auditEventSchema, item)) }
    },
  }
}

/** The same event as part of a transaction. */
export function auditWrite(event: AuditEvent): TransactWrite {
  return { put: { Item: itemOf(eventKey(event), event) } }
}
