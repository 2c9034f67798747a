import * as z from 'zod'
import { OPERATOR } from '../../../core/account/account.ts'
import { addOperator, operatorAgain } from '../../../core/account/add-operator.ts'
import { claimOperator } from '../../../core/account/claim-operator.ts'
import type { Operator } from '../../../core/account/operator.ts'
import { addOperatorSchema, claimOperatorSchema } from '../../../core/account/operator-input.ts'
import { removeOperator } from '../../../core/account/remove-operator.ts'
import { issued, list, noContent } from '../answers.ts'
import { askingOf } from '../asking.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { ApiDeps, IdentityDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { auditEventSchema, auditEventView } from '../views/audit-event-view.ts'
import { pageSchema } from '../views/page-schema.ts'
import { timeView } from '../views/time.ts'

const operatorSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
})

export function operatorView({ id, name, createdBy, createdAt }: Operator) {
  return { id, name, createdBy, createdAt: timeView(createdAt) }
}

const issuedSchema = z.object({ id: z.string(), token: z.string() })

/** In the function that may read the bootstrap secret. */
export const claimRoutes: readonly Route<IdentityDeps>[] = [
  route({
    method: 'POST',
    path: '/operator/claim',
    operationId: 'claimOperator',
    summary: 'Become the first operator with the bootstrap secret, which works once',
    tag: 'operator',
    access: 'public',
    body: claimOperatorSchema,
    bodyExample: { secret: 'hgo_…', name: 'Ann' },
    answers: { 201: { description: 'The operator, with its token.', schema: issuedSchema } },
    refusals: ['unauthenticated', 'limit_reached'],
    handle: async (deps, call) =>
      issued(await claimOperator(deps, { ...call.body, origin: askingOf(call).origin })),
  }),
]

export const operatorsRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'GET',
    path: '/operator/operators',
    operationId: 'listOperators',
    summary: 'Who runs the installation',
    tag: 'operator',
    access: 'operator',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of operators.', schema: pageSchema(operatorSchema) } },
    handle: async (deps, { query }) => {
      return list(await deps.operators.list(pageRequestOf(query)), operatorView)
    },
  }),
  route({
    method: 'POST',
    path: '/operator/operators',
    operationId: 'addOperator',
    summary: 'Add an operator; its token is shown in this answer',
    tag: 'operator',
    access: 'operator',
    body: addOperatorSchema,
    bodyExample: { name: 'Ben' },
    answers: { 201: { description: 'The operator, with its token.', schema: issuedSchema } },
    refusals: ['limit_reached'],
    handle: async (deps, call) => issued(await addOperator(deps, askingOf(call), call.body)),
    again: async (deps, _call, id) => {
      const token = await operatorAgain(deps, id)
      return token && issued(token)
    },
  }),
  route({
    method: 'DELETE',
    path: '/operator/operators/{operatorId}',
    operationId: 'removeOperator',
    summary: 'End an operator’s token at once; the last one stays',
    tag: 'operator',
    access: 'operator',
    answers: { 204: { description: 'It no longer works.' } },
    handle: async (deps, call) => {
      await removeOperator(deps, askingOf(call), param(call.params, 'operatorId'))
      return noContent()
    },
  }),
  route({
    method: 'GET',
    path: '/operator/audit-events',
    operationId: 'listOperatorEvents',
    summary: 'What was done to the installation itself, newest first',
    tag: 'operator',
    access: 'operator',
    query: pageQuerySchema,
    answers: {
      200: { description: 'A page of audit events.', schema: pageSchema(auditEventSchema) },
    },
    handle: async (deps, { query }) => {
      const page = pageRequestOf(query)
      return list(await deps.audit.listByAccount(OPERATOR.accountId, page), auditEventView)
    },
  }),
]
