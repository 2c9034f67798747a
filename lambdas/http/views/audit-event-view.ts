import * as z from 'zod'
import type { AuditEvent } from '../../../core/audit/audit-event.ts'
import { timeView } from './time.ts'

const changedSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
  .nullable()

export const auditEventSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  resource: z.string(),
  outcome: z.enum(['accepted', 'done', 'refused']),
  requestId: z.string().nullable(),
  sourceAddress: z.string().nullable(),
  before: changedSchema.describe('What changed, as it was; null for what was made.'),
  after: changedSchema.describe('The same as it is now; null for what was taken away.'),
  cut: z
    .array(z.string())
    .optional()
    .describe('Fields whose values are too long for the trail, and end early.'),
})

type Changed = z.output<typeof changedSchema>

function changedView(view: AuditEvent['before']): Changed {
  if (view === undefined) return null
  return Object.fromEntries(
    Object.entries(view).map(([name, shown]) => [
      name,
      typeof shown === 'object' && shown !== null ? [...shown] : shown,
    ]),
  )
}

export function auditEventView(event: AuditEvent): z.output<typeof auditEventSchema> {
  const { id, at, actor, action, resource, outcome, requestId, sourceAddress } = event
  const { before, after, cut } = event
  const what = { actor, action, resource, outcome, requestId, sourceAddress }
  return {
    id,
    at: timeView(at),
    ...what,
    before: changedView(before),
    after: changedView(after),
    ...(cut === undefined ? {} : { cut: [...cut] }),
  }
}
