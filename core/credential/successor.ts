import type { Randomness } from '../kernel/ids.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Credential, Replacement } from './credential.ts'
import { newCredential } from './new-credential.ts'

/** The tenant with a credential that follows `old`: the same role, topics and age of rotation, another user. */
export function withSuccessor(
  tenant: Tenant,
  old: Credential,
  terms: Omit<Replacement, 'credentialId'>,
  randomness: Randomness,
  now: number,
): { tenant: Tenant; credential: Credential } {
  const { id, role, topics, rotateEveryDays } = old
  const wanted = {
    role,
    topics,
    replaces: { credentialId: id, ...terms },
    ...(rotateEveryDays === undefined ? {} : { rotateEveryDays }),
  }
  return newCredential(tenant, wanted, randomness, now)
}
