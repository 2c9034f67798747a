import { deleteGroup } from '../../../core/consumer-group/delete-group.ts'
import { describeGroup, listGroups } from '../../../core/consumer-group/read-groups.ts'
import { resetSchema as resetBodySchema } from '../../../core/consumer-group/reset-input.ts'
import { resetOffsets } from '../../../core/consumer-group/reset-offsets.ts'
import { list, noContent, ok } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { DataDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Call, type Route, route } from '../route.ts'
import {
  consumerGroupView,
  describedGroupSchema,
  describedGroupView,
  groupsSchema,
  resetSchema,
  resetView,
} from '../views/consumer-group-view.ts'

export const consumerGroupRoutes: readonly Route<DataDeps>[] = [
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/consumer-groups',
    operationId: 'listConsumerGroups',
    summary: 'The tenant’s consumer groups, by name',
    tag: 'consumer groups',
    access: 'group.read',
    query: pageQuerySchema,
    answers: {
      200: { description: 'A page of groups, and how many there are.', schema: groupsSchema },
    },
    refusals: ['conflict'],
    handle: async (deps, { actor, params, query }) => {
      const tenantId = param(params, 'tenantId')
      const { page, ...counts } = await listGroups(deps, actor, tenantId, pageRequestOf(query))
      return list(page, consumerGroupView, counts)
    },
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/consumer-groups/{groupName}',
    operationId: 'getConsumerGroup',
    summary: 'One group: its members, and how far it is behind in each partition',
    tag: 'consumer groups',
    access: 'group.read',
    answers: { 200: { description: 'The group.', schema: describedGroupSchema } },
    refusals: ['conflict'],
    handle: async (deps, { actor, params }) => {
      const target = targetOf(params)
      const group = await describeGroup(deps, actor, target)
      return ok(describedGroupView(group, { id: target.tenantId }))
    },
  }),
  route({
    method: 'POST',
    path: '/tenants/{tenantId}/consumer-groups/{groupName}/reset-offsets',
    operationId: 'resetOffsets',
    summary: 'Set where a group without active members goes on reading',
    tag: 'consumer groups',
    access: 'group.change',
    body: resetBodySchema,
    bodyExample: { to: 'earliest' },
    answers: {
      200: { description: 'From where to where, partition by partition.', schema: resetSchema },
    },
    repeatable: false,
    handle: async (deps, call) => {
      const changes = await resetOffsets(deps, call, targetOf(call.params), call.body)
      return ok(resetView(changes, call.body.dryRun === true))
    },
  }),
  route({
    method: 'DELETE',
    path: '/tenants/{tenantId}/consumer-groups/{groupName}',
    operationId: 'deleteConsumerGroup',
    summary: 'Delete a group without active members, with its offsets',
    tag: 'consumer groups',
    access: 'group.change',
    answers: { 204: { description: 'It is gone.' } },
    repeatable: false,
    handle: async (deps, call) => {
      await deleteGroup(deps, call, targetOf(call.params))
      return noContent()
    },
  }),
]

function targetOf(params: Call<unknown, unknown>['params']) {
  return { tenantId: param(params, 'tenantId'), groupName: param(params, 'groupName') }
}
