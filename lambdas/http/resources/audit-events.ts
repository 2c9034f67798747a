import { list } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { ApiDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'
import { auditEventSchema, auditEventView } from '../views/audit-event-view.ts'
import { pageSchema } from '../views/page-schema.ts'

export const auditEventRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'GET',
    path: '/account/audit-events',
    operationId: 'listAuditEvents',
    summary: 'Who did what to which resource, newest first',
    tag: 'account',
    access: 'audit.read',
    query: pageQuerySchema,
    answers: {
      200: { description: 'A page of audit events.', schema: pageSchema(auditEventSchema) },
    },
    handle: async (deps, { actor, query }) => {
      const page = pageRequestOf(query)
      const events = await deps.audit.listByAccount(actor.accountId, page)
      return list('/account/audit-events', page.limit, events, auditEventView)
    },
  }),
]
