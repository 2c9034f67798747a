import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { webhookEventOf } from '../../core/webhook/webhook-event.ts'
import type { RawItem } from './items.ts'
import { DUE_INDEX } from './table-schema.ts'
import { eventsCell, shardOf } from './webhook-keys.ts'

/** What makes an event that receivers are told of wait in the outbox: the same write as the event's own. */
export function outboxMarks(event: AuditEvent): Readonly<RawItem> {
  if (webhookEventOf(event) === undefined) return {}
  return {
    [DUE_INDEX.partitionKey]: eventsCell(shardOf(event.accountId)),
    [DUE_INDEX.sortKey]: event.at,
  }
}
