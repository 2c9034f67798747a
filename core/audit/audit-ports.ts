import type { Page, PageRequest } from '../kernel/page.ts'
import type { AuditEvent } from './audit-event.ts'

/** The account's trail. Declarations write their own events; `append` is for reads that must be on record. */
export interface AuditStore {
  append(event: AuditEvent): Promise<void>
  /** Newest first. */
  listByAccount(accountId: string, page: PageRequest): Promise<Page<AuditEvent>>
}
