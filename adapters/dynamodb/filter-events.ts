import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { type AuditFilter, matchesFilter } from '../../core/audit/audit-filter.ts'
import type { Page, PageRequest } from '../../core/kernel/page.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { type RawItem, readItem } from './items.ts'
import { accountPartition, EVENT_PREFIX } from './keys.ts'
import { queryPage } from './query-page.ts'
import { auditEventSchema } from './records.ts'

const EVENTS_A_READ = 100
/** What one request looks at: a page may hold less than was asked for and go on all the same. */
const READS_MAX = 10

/** Newest first, from the end of the asked time on; ends with the first event before its beginning. */
export async function filterEvents(
  table: DynamoTable,
  accountId: string,
  { limit, after }: PageRequest,
  filter: AuditFilter,
): Promise<Page<AuditEvent>> {
  const partition = accountPartition(accountId)
  const listing = { partition, prefix: EVENT_PREFIX, order: 'descending' } as const
  const items: AuditEvent[] = []
  let position = after ?? beginning(filter)
  for (let reads = 0; reads < READS_MAX; reads += 1) {
    const request = { limit: EVENTS_A_READ, ...(position === undefined ? {} : { after: position }) }
    const page = await queryPage(table, listing, request)
    for (const raw of page.items) {
      const event = readItem(auditEventSchema, raw)
      if (event.at < (filter.from ?? 0)) return { items }
      if (matchesFilter(event, filter)) items.push(event)
      position = positionOf(raw)
      if (items.length === limit) return { items, next: position }
    }
    if (page.next === undefined) return { items }
  }
  return position === undefined ? { items } : { items, next: position }
}

function positionOf({ sk }: RawItem): string {
  return String(sk).slice(EVENT_PREFIX.length)
}

/** Lies before every event of that millisecond, as those go on after it. */
function beginning({ to }: AuditFilter): string | undefined {
  return to === undefined ? undefined : String(to).padStart(15, '0')
}
