import type { Page, PageRequest } from '../kernel/page.ts'
import type { AuditFilter } from './audit-filter.ts'
import type { AuditEvent } from './audit-event.ts'

/** The account's trail. Declarations write their own events; `append` is for reads that must be on record. */
export interface AuditStore {
  append(event: AuditEvent): Promise<void>
  /** Newest first. A filtered page may hold less than was asked for, and go on all the same. */
  listByAccount(
    accountId: string,
    page: PageRequest,
    filter?: AuditFilter,
  ): Promise<Page<AuditEvent>>
}
