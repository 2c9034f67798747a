import { resumeTenant, suspendTenant } from '../../../core/tenant/hold-tenant.ts'
import { declaring } from '../declare-request.ts'
import type { ApiDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { tenantSchema } from '../views/tenant-view.ts'
import { acceptedTenant } from './tenants.ts'

/** What only whoever runs the installation may do. */
export const operatorRoutes: readonly Route<ApiDeps>[] = [
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
