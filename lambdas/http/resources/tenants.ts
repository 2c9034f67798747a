import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { deleteTenant } from '../../../core/tenant/delete-tenant.ts'
import { readTenant } from '../../../core/tenant/read-tenant.ts'
import { newTenantSchema } from '../../../core/tenant/tenant-input.ts'
import type { Declared } from '../../../core/declare/intent.ts'
import { accepted, list, ok } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import { declaring } from '../declare-request.ts'
import type { ApiDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Answer, type Route, route } from '../route.ts'
import { pageSchema } from '../views/page-schema.ts'
import { etagOf, tenantSchema, tenantView } from '../views/tenant-view.ts'

function acceptedTenant({ tenant, operationId }: Declared): Answer {
  return accepted(operationId, tenantView(tenant, operationId))
}

export const tenantRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'POST',
    path: '/tenants',
    operationId: 'createTenant',
    summary: 'Make a tenant, with topics and a first credential',
    tag: 'tenants',
    access: 'developer',
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
    access: 'viewer',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of tenants.', schema: pageSchema(tenantSchema) } },
    handle: async (deps, { actor, query }) => {
      const page = pageRequestOf(query)
      const tenants = await deps.tenants.listByAccount(actor.accountId, page)
      return list('/tenants', page.limit, tenants, (tenant) => tenantView(tenant))
    },
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}',
    operationId: 'getTenant',
    summary: 'One tenant',
    tag: 'tenants',
    access: 'viewer',
    answers: { 200: { description: 'The tenant.', schema: tenantSchema } },
    handle: async (deps, { actor, params }) => {
      const tenant = await readTenant(deps.tenants, actor, param(params, 'tenantId'))
      return ok(tenantView(tenant), { ETag: etagOf(tenant) })
    },
  }),
  route({
    method: 'DELETE',
    path: '/tenants/{tenantId}',
    operationId: 'deleteTenant',
    summary: 'Delete a tenant with all its records and credentials',
    tag: 'tenants',
    access: 'admin',
    answers: { 202: { description: 'It is being deleted.', schema: tenantSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTenant, (request) =>
        deleteTenant(deps, request, param(call.params, 'tenantId')),
      ),
  }),
]
