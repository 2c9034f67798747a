import { listResidents } from '../../../core/reconcile/drift/list-residents.ts'
import { resumeTenant, suspendTenant } from '../../../core/tenant/hold-tenant.ts'
import { list } from '../answers.ts'
import { clusterIdText } from '../cluster-id.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import { declaring } from '../declare-request.ts'
import type { ApiDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { pageSchema } from '../views/page-schema.ts'
import { operatedTenantSchema, operatedTenantView, tenantSchema } from '../views/tenant-view.ts'
import { acceptedTenant } from './tenants.ts'

const tenantsQuerySchema = pageQuerySchema.extend({ clusterId: clusterIdText.optional() })

/** What only whoever runs the installation may do. */
export const operatorRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'GET',
    path: '/operator/tenants',
    operationId: 'listOperatedTenants',
    summary: 'Tenants of all accounts by the cluster that they live on, as the last sweep met them',
    tag: 'operator',
    access: 'operator',
    query: tenantsQuerySchema,
    answers: {
      200: { description: 'A page of tenants.', schema: pageSchema(operatedTenantSchema) },
    },
    handle: async (deps, { query }) => {
      const found = await listResidents(deps, query.clusterId, pageRequestOf(query))
      return list(found, operatedTenantView)
    },
  }),
  route({
    method: 'POST',
    path: '/operator/tenants/{tenantId}/suspend',
    operationId: 'suspendTenant',
    summary: 'Cut off all of a tenant’s credentials until it is resumed',
    tag: 'operator',
    access: 'operator',
    answers: { 202: { description: 'It is being cut off.', schema: tenantSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTenant, (request) =>
        suspendTenant(deps, request, param(call.params, 'tenantId')),
      ),
  }),
  route({
    method: 'POST',
    path: '/operator/tenants/{tenantId}/resume',
    operationId: 'resumeTenant',
    summary: 'Lift the operator’s hold',
    tag: 'operator',
    access: 'operator',
    answers: { 202: { description: 'It is coming back.', schema: tenantSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedTenant, (request) =>
        resumeTenant(deps, request, param(call.params, 'tenantId')),
      ),
  }),
]
