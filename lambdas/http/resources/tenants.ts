import { changeTenant } from '../../../core/tenant/change-tenant.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { deleteTenant } from '../../../core/tenant/delete-tenant.ts'
import { readTenant } from '../../../core/tenant/read-tenant.ts'
import { restoreTenant } from '../../../core/tenant/restore-tenant.ts'
import { retryTenant } from '../../../core/tenant/retry-tenant.ts'
import {
  changeTenantSchema,
  deleteTenantSchema,
  newTenantSchema,
} from '../../../core/tenant/tenant-input.ts'
import type { Declared } from '../../../core/declare/intent.ts'
import { accepted, list, ok } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import { declaring } from '../declare-request.ts'
import type { ApiDeps } from '../deps.ts'
import { etagOf } from '../etag.ts'
import { param } from '../param.ts'
import { type Answer, type Route, route } from '../route.ts'
import { pageSchema } from '../views/page-schema.ts'
import { tenantSchema, tenantView } from '../views/tenant-view.ts'

export function acceptedTenant({ tenant, operationId }: Declared): Answer {
  return accepted(operationId, tenantView(tenant, operationId), tenant)
}

export const tenantRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'POST',
    path: '/tenants',
    operationId: 'createTenant',
    summary: 'Make a tenant, with topics and a first credential',
    tag: 'tenants',
    access: 'tenant.create',
    body: newTenantSchema,
    bodyExample: { name: 'orders', plan: 'basic-0', topics: [{ name: 'orders', partitions: 3 }] },
    answers: { 202: { description: 'It is being made.', schema: tenantSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTenant, (request) => createTenant(deps, request, call.body)),
  }),
  route({
    method: 'GET',
    path: '/tenants',
    operationId: 'listTenants',
    summary: 'The account’s tenants, by name',
    tag: 'tenants',
    access: 'tenant.read',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of tenants.', schema: pageSchema(tenantSchema) } },
    handle: async (deps, { actor, query }) => {
      const tenants = await deps.tenants.listByAccount(actor.accountId, pageRequestOf(query))
      return list(tenants, (tenant) => tenantView(tenant))
    },
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}',
    operationId: 'getTenant',
    summary: 'One tenant',
    tag: 'tenants',
    access: 'tenant.read',
    answers: { 200: { description: 'The tenant.', schema: tenantSchema } },
    handle: async (deps, { actor, params }) => {
      const tenant = await readTenant(deps.tenants, actor, param(params, 'tenantId'))
      return ok(tenantView(tenant), { ETag: etagOf(tenant.generation) })
    },
  }),
  route({
    method: 'PATCH',
    path: '/tenants/{tenantId}',
    operationId: 'changeTenant',
    summary: 'Rename, change the plan, protect from deletion',
    tag: 'tenants',
    access: 'tenant.change',
    body: changeTenantSchema,
    bodyExample: { plan: 'basic-1', deletionProtection: true },
    answers: { 202: { description: 'It is being changed.', schema: tenantSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTenant, (request) =>
        changeTenant(deps, request, param(call.params, 'tenantId'), call.body),
      ),
  }),
  route({
    method: 'DELETE',
    path: '/tenants/{tenantId}',
    operationId: 'deleteTenant',
    summary: 'Cut a tenant off now, and remove it after a grace of 7 days or ?graceSeconds=',
    tag: 'tenants',
    access: 'tenant.change',
    query: deleteTenantSchema,
    answers: { 202: { description: 'It is being deleted.', schema: tenantSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTenant, (request) =>
        deleteTenant(deps, request, param(call.params, 'tenantId'), call.query),
      ),
  }),
  route({
    method: 'POST',
    path: '/tenants/{tenantId}/restore',
    operationId: 'restoreTenant',
    summary: 'Take a deletion back while its grace lasts',
    tag: 'tenants',
    access: 'tenant.change',
    answers: { 202: { description: 'It is coming back.', schema: tenantSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTenant, (request) =>
        restoreTenant(deps, request, param(call.params, 'tenantId')),
      ),
  }),
  route({
    method: 'POST',
    path: '/tenants/{tenantId}/retry',
    operationId: 'retryTenant',
    summary: 'Try again what failed',
    tag: 'tenants',
    access: 'tenant.create',
    answers: { 202: { description: 'It is being tried again.', schema: tenantSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTenant, (request) =>
        retryTenant(deps, request, param(call.params, 'tenantId')),
      ),
  }),
]
