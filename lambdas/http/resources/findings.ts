import * as z from 'zod'
import { FINDING_STATES } from '../../../core/reconcile/drift/finding.ts'
import { listFindings } from '../../../core/reconcile/drift/list-findings.ts'
import {
  silenceFinding,
  silenceSchema,
  unsilenceFinding,
} from '../../../core/reconcile/drift/silence-finding.ts'
import { list, ok } from '../answers.ts'
import { clusterIdText } from '../cluster-id.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { ApiDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { findingSchema, findingView } from '../views/finding-view.ts'
import { pageSchema } from '../views/page-schema.ts'

const findingsQuerySchema = pageQuerySchema.extend({
  clusterId: clusterIdText.optional(),
  state: z.enum(FINDING_STATES, { error: 'state is "open", "repaired" or "silenced".' }).optional(),
})

const silencePath = '/operator/findings/{findingId}/silence'

/** What sweeps found on clusters (docs/drift.md). */
export const findingRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'GET',
    path: '/operator/findings',
    operationId: 'listFindings',
    summary: 'Where clusters differ from what was settled, and what became of it',
    tag: 'operator',
    access: 'operator',
    query: findingsQuerySchema,
    answers: { 200: { description: 'A page of findings.', schema: pageSchema(findingSchema) } },
    handle: async (deps, { query }) => {
      const { clusterId, state } = query
      const found = await listFindings(deps.findings, { clusterId, state }, pageRequestOf(query))
      return list(found, findingView)
    },
  }),
  route({
    method: 'POST',
    path: silencePath,
    operationId: 'silenceFinding',
    summary: 'Leave a finding as it is for a while: no repair, no alarm',
    tag: 'operator',
    access: 'operator',
    body: silenceSchema,
    bodyExample: { silenceSeconds: 604_800, reason: 'Agreed with the customer' },
    answers: { 200: { description: 'It is silenced.', schema: findingSchema } },
    handle: async (deps, call) =>
      ok(findingView(await silenceFinding(deps, call, param(call.params, 'findingId'), call.body))),
  }),
  route({
    method: 'DELETE',
    path: silencePath,
    operationId: 'unsilenceFinding',
    summary: 'End the silence of a finding',
    tag: 'operator',
    access: 'operator',
    answers: { 200: { description: 'It is open again.', schema: findingSchema } },
    handle: async (deps, call) =>
      ok(findingView(await unsilenceFinding(deps, call, param(call.params, 'findingId')))),
  }),
]
