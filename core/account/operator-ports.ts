import type { AuditEvent } from '../audit/audit-event.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import type { Operator } from './operator.ts'

/** Who runs the installation. */
export interface OperatorStore {
  get(operatorId: string): Promise<Operator | undefined>
  /** By id, ascending. */
  list(page: PageRequest): Promise<Page<Operator>>
  /** Adds the operator and burns the secret of that fingerprint for good: `conflict` when it was used before. */
  claim(operator: Operator, fingerprint: string, auditEvent: AuditEvent, max: number): Promise<void>
  /** `conflict` when the id is taken; at most `max`: `limit_reached`. */
  add(operator: Operator, auditEvent: AuditEvent, max: number): Promise<void>
  /** `not_found`, and `conflict` for the last one, however many are removed at once. */
  remove(operatorId: string, auditEvent: AuditEvent): Promise<void>
}

/** The secret that an installation is born with; whoever has it becomes the first operator, once. */
export interface BootstrapSecret {
  /** What tells this secret from another without telling the secret, if it is the right one. In constant time. */
  recognise(secret: string): Promise<string | undefined>
}
