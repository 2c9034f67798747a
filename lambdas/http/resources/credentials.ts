import { changeCredential } from '../../../core/credential/change-credential.ts'
import { createCredential } from '../../../core/credential/create-credential.ts'
import {
  changeCredentialSchema,
  newCredentialSchema,
  rotateCredentialSchema,
} from '../../../core/credential/credential-input.ts'
import { credentialOf } from '../../../core/credential/credential-of.ts'
import { revokeCredential } from '../../../core/credential/revoke-credential.ts'
import { rotateCredential } from '../../../core/credential/rotate-credential.ts'
import { pageOf } from '../../../core/kernel/page.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { readTenant } from '../../../core/tenant/read-tenant.ts'
import type { Declared } from '../../../core/declare/intent.ts'
import { accepted, list, ok } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import { declaring } from '../declare-request.ts'
import type { ApiDeps } from '../deps.ts'
import { etagOf } from '../etag.ts'
import { param } from '../param.ts'
import { type Answer, type Call, type Route, route } from '../route.ts'
import { credentialSchema, credentialView } from '../views/credential-view.ts'
import { pageSchema } from '../views/page-schema.ts'

function acceptedCredential({ tenant, operationId, subject }: Declared): Answer {
  if (subject.kind !== 'credential')
    throw new ServiceError('internal', 'The declaration was not about a credential.')
  return accepted(
    operationId,
    credentialView(tenant, credentialOf(tenant, subject.id), { operationId }),
    tenant,
  )
}

function targetOf({ params }: Call<unknown, unknown>): { tenantId: string; credentialId: string } {
  return { tenantId: param(params, 'tenantId'), credentialId: param(params, 'credentialId') }
}

async function lastSeen({ observations, clock }: ApiDeps, tenantId: string) {
  return { observation: await observations.get(tenantId), now: clock.now() }
}

export const credentialRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'POST',
    path: '/tenants/{tenantId}/credentials',
    operationId: 'createCredential',
    summary: 'Make a credential: one more Kafka user',
    tag: 'credentials',
    access: 'credential.change',
    body: newCredentialSchema,
    bodyExample: { role: 'consume', topics: ['orders', 'invoices-*'] },
    answers: { 202: { description: 'It is being made.', schema: credentialSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedCredential, (request) =>
        createCredential(deps, request, param(call.params, 'tenantId'), call.body),
      ),
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/credentials',
    operationId: 'listCredentials',
    summary: 'The tenant’s credentials, without their passwords',
    tag: 'credentials',
    access: 'credential.read',
    query: pageQuerySchema,
    answers: {
      200: { description: 'A page of credentials.', schema: pageSchema(credentialSchema) },
    },
    handle: async (deps, { actor, params, query }) => {
      const tenant = await readTenant(deps.tenants, actor, param(params, 'tenantId'))
      const keyOf = ({ number }: { number: number }) => String(number).padStart(9, '0')
      const sorted = Object.values(tenant.credentials).sort((a, b) => a.number - b.number)
      const page = pageRequestOf(query)
      const seen = await lastSeen(deps, tenant.id)
      return list(pageOf(sorted, page, keyOf), (credential) =>
        credentialView(tenant, credential, { seen }),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/credentials/{credentialId}',
    operationId: 'getCredential',
    summary: 'One credential, without its password',
    tag: 'credentials',
    access: 'credential.read',
    answers: { 200: { description: 'The credential.', schema: credentialSchema } },
    handle: async (deps, call) => {
      const { tenantId, credentialId } = targetOf(call)
      const tenant = await readTenant(deps.tenants, call.actor, tenantId)
      const credential = credentialOf(tenant, credentialId)
      const view = credentialView(tenant, credential, { seen: await lastSeen(deps, tenantId) })
      return ok(view, { ETag: etagOf(tenant.generation) })
    },
  }),
  route({
    method: 'POST',
    path: '/tenants/{tenantId}/credentials/{credentialId}/rotate',
    operationId: 'rotateCredential',
    summary: 'Make a successor; the old one works on for the grace',
    tag: 'credentials',
    access: 'credential.change',
    body: rotateCredentialSchema,
    bodyExample: { graceSeconds: 3_600 },
    answers: { 202: { description: 'The successor is being made.', schema: credentialSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedCredential, (request) =>
        rotateCredential(deps, request, targetOf(call), call.body),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/tenants/{tenantId}/credentials/{credentialId}',
    operationId: 'changeCredential',
    summary: 'Rotate it by itself at an age of some days, or (null) no more',
    tag: 'credentials',
    access: 'credential.change',
    body: changeCredentialSchema,
    bodyExample: { rotateEveryDays: 90 },
    answers: { 202: { description: 'It is being changed.', schema: credentialSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedCredential, (request) =>
        changeCredential(deps, request, targetOf(call), call.body),
      ),
  }),
  route({
    method: 'DELETE',
    path: '/tenants/{tenantId}/credentials/{credentialId}',
    operationId: 'revokeCredential',
    summary: 'Revoke a credential at once; its open connections are cut',
    tag: 'credentials',
    access: 'credential.change',
    answers: { 202: { description: 'It is being cut off.', schema: credentialSchema } },
    handle: (deps, call) =>
      declaring(call, acceptedCredential, (request) =>
        revokeCredential(deps, request, targetOf(call)),
      ),
  }),
]
