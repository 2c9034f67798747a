import { pageOf } from '../../../core/kernel/page.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { readTenant } from '../../../core/tenant/read-tenant.ts'
import { changeTopic } from '../../../core/topic/change-topic.ts'
import { createTopic } from '../../../core/topic/create-topic.ts'
import { deleteTopic } from '../../../core/topic/delete-topic.ts'
import { changeTopicSchema, newTopicSchema } from '../../../core/topic/topic-input.ts'
import { topicOf } from '../../../core/topic/topic-of.ts'
import type { Declared } from '../../../core/declare/intent.ts'
import { accepted, list, ok } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import { declaring } from '../declare-request.ts'
import type { ApiDeps } from '../deps.ts'
import { etagOf } from '../etag.ts'
import { param } from '../param.ts'
import { type Answer, type Call, type Route, route } from '../route.ts'
import { pageSchema } from '../views/page-schema.ts'
import { topicSchema, topicView } from '../views/topic-view.ts'

function acceptedTopic({ tenant, operationId, subject }: Declared): Answer {
  if (subject.kind !== 'topic')
    throw new ServiceError('internal', 'The declaration was not about a topic.')
  return accepted(
    operationId,
    topicView(tenant, topicOf(tenant, subject.name), { operationId }),
    tenant,
  )
}

function targetOf({ params }: Call<unknown, unknown>): { tenantId: string; topicName: string } {
  return { tenantId: param(params, 'tenantId'), topicName: param(params, 'topicName') }
}

export const topicRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'POST',
    path: '/tenants/{tenantId}/topics',
    operationId: 'createTopic',
    summary: 'Make a topic',
    tag: 'topics',
    access: 'topic.change',
    body: newTopicSchema,
    bodyExample: {
      name: 'orders',
      partitions: 3,
      retentionMs: 86_400_000,
      cleanupPolicy: 'delete',
    },
    answers: { 202: { description: 'It is being made.', schema: topicSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTopic, (request) =>
        createTopic(deps, request, param(call.params, 'tenantId'), call.body),
      ),
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/topics',
    operationId: 'listTopics',
    summary: 'The tenant’s topics, by name',
    tag: 'topics',
    access: 'topic.read',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of topics.', schema: pageSchema(topicSchema) } },
    handle: async (deps, { actor, params, query }) => {
      const tenant = await readTenant(deps.tenants, actor, param(params, 'tenantId'))
      const sorted = Object.values(tenant.topics).sort((a, b) => (a.name < b.name ? -1 : 1))
      const page = pageRequestOf(query)
      const topics = pageOf(sorted, page, (topic) => topic.name)
      const observation = await deps.observations.get(tenant.id)
      return list(topics, (topic) => topicView(tenant, topic, { observation }))
    },
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/topics/{topicName}',
    operationId: 'getTopic',
    summary: 'One topic',
    tag: 'topics',
    access: 'topic.read',
    answers: { 200: { description: 'The topic.', schema: topicSchema } },
    handle: async (deps, { actor, params }) => {
      const tenant = await readTenant(deps.tenants, actor, param(params, 'tenantId'))
      const topic = topicOf(tenant, param(params, 'topicName'))
      const observation = await deps.observations.get(tenant.id)
      return ok(topicView(tenant, topic, { observation }), { ETag: etagOf(tenant.generation) })
    },
  }),
  route({
    method: 'PATCH',
    path: '/tenants/{tenantId}/topics/{topicName}',
    operationId: 'changeTopic',
    summary: 'More partitions, another retention or clean-up policy',
    tag: 'topics',
    access: 'topic.change',
    body: changeTopicSchema,
    bodyExample: { partitions: 6, retentionMs: 172_800_000 },
    answers: { 202: { description: 'It is being changed.', schema: topicSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTopic, (request) =>
        changeTopic(deps, request, targetOf(call), call.body),
      ),
  }),
  route({
    method: 'DELETE',
    path: '/tenants/{tenantId}/topics/{topicName}',
    operationId: 'deleteTopic',
    summary: 'Delete a topic with all its records',
    tag: 'topics',
    access: 'topic.change',
    answers: { 202: { description: 'It is being deleted.', schema: topicSchema } },
    handle: (deps, call) => {
      const { tenantId, topicName } = targetOf(call)
      return declaring(call, acceptedTopic, (request) =>
        deleteTopic(deps, request, tenantId, topicName),
      )
    },
  }),
]
