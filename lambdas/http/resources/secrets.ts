import * as z from 'zod'
import { readSecret, revealSecret } from '../../../core/credential/read-secret.ts'
import { readTenant } from '../../../core/tenant/read-tenant.ts'
import { okSecret } from '../answers.ts'
import { CONNECTION_FORMATS, connectionText } from '../connection/connection-text.ts'
import { chooseCredential } from '../connection/choose-credential.ts'
import { clusterOf } from '../connection/cluster-of.ts'
import type { SecretDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { operatorClusterRoutes } from './operator-clusters.ts'

const connectionQuerySchema = z.strictObject({
  format: z
    .enum(CONNECTION_FORMATS, { error: `format is one of ${CONNECTION_FORMATS.join(', ')}.` })
    .default('properties'),
  credential: z.string().max(64).optional(),
})

/** The routes that show a tenant's passwords (every read is audited) or keep a cluster's: a function of its own. */
export const secretRoutes: readonly Route<SecretDeps>[] = [
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/credentials/{credentialId}/secret',
    operationId: 'getSecret',
    summary: 'User name and password of a credential',
    tag: 'credentials',
    access: 'secret.read',
    answers: {
      200: {
        description: 'The secret.',
        schema: z.object({ username: z.string(), password: z.string() }),
      },
    },
    refusals: ['conflict'],
    handle: async (deps, call) => {
      const target = {
        tenantId: param(call.params, 'tenantId'),
        credentialId: param(call.params, 'credentialId'),
      }
      const { username, password } = await readSecret(deps, call, target)
      return okSecret({ username, password })
    },
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/connection',
    operationId: 'getConnection',
    summary: 'A ready client configuration, password included',
    tag: 'credentials',
    access: 'secret.read',
    query: connectionQuerySchema,
    answers: {
      200: {
        description: 'A file to save as it is.',
        contentType: 'text/plain',
        schema: z.string(),
      },
    },
    refusals: ['conflict'],
    handle: async (deps, call) => {
      const tenant = await readTenant(deps.tenants, call.actor, param(call.params, 'tenantId'))
      const credential = chooseCredential(tenant, call.query.credential)
      const cluster = await clusterOf(deps.clusters, tenant)
      const secret = await revealSecret(deps, call, tenant, credential)
      return okSecret(
        connectionText(call.query.format, { tenant, cluster, secret }),
        'text/plain; charset=utf-8',
      )
    },
  }),
  ...operatorClusterRoutes,
]
