import type { AuditEvent } from '../audit/audit-event.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import type { LimitEvent } from './limit-events.ts'
import { prefixOf, type Tenant } from './tenant.ts'

/** The system's own word to the account about a limit of one of its tenants. */
export function limitEvent(
  tenant: Tenant,
  action: LimitEvent,
  randomness: Randomness,
  now: number,
): AuditEvent {
  return {
    id: newId('evt', randomness),
    accountId: tenant.accountId,
    at: now,
    actor: 'system',
    action,
    resource: `/v1/tenants/${prefixOf(tenant).slice(0, -1)}`,
    outcome: 'done',
    requestId: null,
    sourceAddress: null,
  }
}
