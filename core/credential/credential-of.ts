import { notFound } from '../kernel/service-error.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Credential } from './credential.ts'

/** The tenant's credential of that id, or `not_found`. */
export function credentialOf(tenant: Tenant, id: string): Credential {
  const credential = Object.hasOwn(tenant.credentials, id) ? tenant.credentials[id] : undefined
  if (credential === undefined) throw notFound('credential')
  return credential
}
