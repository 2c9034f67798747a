import type { Actor } from '../account/account.ts'
import type { AuditEvent } from '../audit/audit-event.ts'
import type { AuditStore } from '../audit/audit-ports.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { ServiceError } from '../kernel/service-error.ts'
import { accessUnder } from '../tenant/hold.ts'
import { readTenant } from '../tenant/read-tenant.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { TenantStore } from '../tenant/tenant-ports.ts'
import { type Credential, usernameOf } from './credential.ts'
import { credentialOf } from './credential-of.ts'
import type { Secret, SecretStore } from './credential-ports.ts'

export interface ReadSecretDeps {
  readonly tenants: TenantStore
  readonly secrets: SecretStore
  readonly audit: AuditStore
  readonly clock: Clock
  readonly randomness: Randomness
}

export interface ReadSecretRequest {
  readonly actor: Actor
  readonly requestId: string
  readonly sourceAddress: string | null
}

/** User name and password of a credential that works. Audited before it is answered. `conflict` until it works. */
export async function readSecret(
  deps: ReadSecretDeps,
  request: ReadSecretRequest,
  target: { readonly tenantId: string; readonly credentialId: string },
): Promise<Secret> {
  const tenant = await readTenant(deps.tenants, request.actor, target.tenantId)
  return await revealSecret(deps, request, tenant, credentialOf(tenant, target.credentialId))
}

/** For a tenant that was read already; the caller has made sure that it is the actor's. */
export async function revealSecret(
  deps: ReadSecretDeps,
  request: ReadSecretRequest,
  tenant: Tenant,
  credential: Credential,
): Promise<Secret> {
  refuseUnlessUsable(tenant, credential)
  const event: AuditEvent = {
    id: newId('evt', deps.randomness),
    accountId: tenant.accountId,
    at: deps.clock.now(),
    actor: request.actor.id,
    action: 'credential.read-secret',
    resource: `/v1/tenants/${tenant.id}/credentials/${credential.id}`,
    outcome: 'done',
    requestId: request.requestId,
    sourceAddress: request.sourceAddress,
  }
  // Side by side: nobody gets the one before the other is written.
  const [secret] = await Promise.all([
    deps.secrets.get(usernameOf(tenant.id, credential)),
    deps.audit.append(event),
  ])
  if (secret === undefined)
    throw new ServiceError('unavailable', 'The secret is not there yet; try again in a moment.')
  return secret
}

function refuseUnlessUsable(tenant: Tenant, credential: Credential): void {
  if (credential.state !== 'active' && credential.state !== 'retiring') {
    throw new ServiceError(
      'conflict',
      `A secret can be read once the credential is active; this one is ${credential.state}.`,
    )
  }
  if (accessUnder(tenant.holds) === 'none') {
    throw new ServiceError('conflict', 'The tenant is held, so none of its credentials works now.')
  }
}
