import type { Credential } from '../../../core/credential/credential.ts'
import { credentialOf } from '../../../core/credential/credential-of.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'

/** The credential asked for, or else the newest active one that may read and write. */
export function chooseCredential(tenant: Tenant, credentialId: string | undefined): Credential {
  if (credentialId !== undefined) return credentialOf(tenant, credentialId)
  const usable = Object.values(tenant.credentials).filter(
    ({ state, role }) => state === 'active' && role === 'readwrite',
  )
  const newest = usable.toSorted((a, b) => b.number - a.number)[0]
  if (newest === undefined) {
    throw new ServiceError(
      'conflict',
      'The tenant has no active readwrite credential now; name one with ?credential=.',
    )
  }
  return newest
}
