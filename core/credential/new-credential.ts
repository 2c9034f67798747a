import { newId, type Randomness } from '../kernel/ids.ts'
import type { Tenant } from '../tenant/tenant.ts'
import {
  type Credential,
  type CredentialRole,
  NOTHING_APPLIED,
  type Replacement,
} from './credential.ts'

interface Wanted {
  readonly role: CredentialRole
  readonly topics: readonly string[]
  readonly replaces?: Replacement
  readonly rotateEveryDays?: number
}

/** The tenant with one more credential, under a user name that was never used before. */
export function newCredential(
  tenant: Tenant,
  wanted: Wanted,
  randomness: Randomness,
  now: number,
): { tenant: Tenant; credential: Credential } {
  const credential: Credential = {
    id: newId('crd', randomness),
    number: tenant.nextCredentialNumber,
    ...wanted,
    createdAt: now,
    applied: NOTHING_APPLIED,
    state: 'provisioning',
  }
  return {
    credential,
    tenant: {
      ...tenant,
      nextCredentialNumber: tenant.nextCredentialNumber + 1,
      credentials: { ...tenant.credentials, [credential.id]: credential },
    },
  }
}
