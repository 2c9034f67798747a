import * as z from 'zod'
import { list } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { ApiDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'
import { auditEventSchema, auditEventView } from '../views/audit-event-view.ts'
import { pageSchema } from '../views/page-schema.ts'

const TEXT_CHARACTERS_MAX = 512

/** A time as the API writes it, in milliseconds. */
const timeQuery = z.iso
  .datetime({ error: 'This is not a time such as 2026-01-31T12:00:00Z.' })
  .transform((text) => Date.parse(text))

const auditQuerySchema = pageQuerySchema.extend({
  action: z.string().min(1).max(TEXT_CHARACTERS_MAX).exactOptional(),
  actor: z.string().min(1).max(TEXT_CHARACTERS_MAX).exactOptional(),
  resource: z.string().min(1).max(TEXT_CHARACTERS_MAX).exactOptional(),
  from: timeQuery.exactOptional(),
  to: timeQuery.exactOptional(),
})

export const auditEventRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'GET',
    path: '/account/audit-events',
    operationId: 'listAuditEvents',
    summary: 'Who did what to which resource, newest first',
    tag: 'account',
    access: 'audit.read',
    query: auditQuerySchema,
    answers: {
      200: { description: 'A page of audit events.', schema: pageSchema(auditEventSchema) },
    },
    handle: async (deps, { actor, query: { limit, cursor, ...filter } }) => {
      const page = pageRequestOf({ limit, cursor })
      const events = await deps.audit.listByAccount(actor.accountId, page, filter)
      return list(events, auditEventView)
    },
  }),
]
