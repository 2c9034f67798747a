import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { matchesFilter } from '../../core/audit/audit-filter.ts'
import type { AuditStore } from '../../core/audit/audit-ports.ts'
import { keepEvent } from './memory-answer-store.ts'
import { copy, type MemoryDatabase } from './memory-database.ts'

export function memoryAuditStore(database: MemoryDatabase): AuditStore {
  const { auditEvents } = database
  return {
    async append(event) {
      keepEvent(database, event)
    },

    async listByAccount(accountId, { limit, after }, filter = {}) {
      const own = [...auditEvents.values()].filter(
        (event) => event.accountId === accountId && matchesFilter(event, filter),
      )
      const newestFirst = own.toSorted((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1))
      const rest = newestFirst.filter((event) => after === undefined || orderOf(event) < after)
      const items = copy(rest.slice(0, limit))
      const last = items.at(-1)
      return last !== undefined && rest.length > limit ? { items, next: orderOf(last) } : { items }
    },
  }
}

/** Time, padded so that text sorts as numbers do, then id. */
function orderOf({ at, id }: AuditEvent): string {
  return `${String(at).padStart(15, '0')}#${id}`
}
