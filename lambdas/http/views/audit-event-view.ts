import * as z from 'zod'
import type { AuditEvent } from '../../../core/audit/audit-event.ts'
import { timeView } from './time.ts'

export const auditEventSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  resource: z.string(),
  outcome: z.enum(['accepted', 'done', 'refused']),
  requestId: z.string().nullable(),
  sourceAddress: z.string().nullable(),
})

export function auditEventView(event: AuditEvent): z.output<typeof auditEventSchema> {
  const { id, at, actor, action, resource, outcome, requestId, sourceAddress } = event
  return { id, at: timeView(at), actor, action, resource, outcome, requestId, sourceAddress }
}
