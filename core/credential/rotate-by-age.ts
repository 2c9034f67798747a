import { DAY_MS } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { accessUnder } from '../tenant/hold.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type Credential, liveKin } from './credential.ts'
import { withSuccessor } from './successor.ts'

/** Long enough for the next deployment to pick the new password up; the same as a rotation by request has by default. */
const GRACE_SECONDS = 86_400

/** When the credential is to be rotated by itself, or null while nothing of the kind is due to come. */
export function rotatesAt(tenant: Tenant, credential: Credential): number | null {
  if (credential.state !== 'active' || credential.rotateEveryDays === undefined) return null
  // A held tenant's new password would help nobody, and a chain has at most two.
  if (accessUnder(tenant.holds) === 'none') return null
  if (liveKin(Object.values(tenant.credentials), credential).length > 0) return null
  return credential.activatedAt + credential.rotateEveryDays * DAY_MS
}

/** The tenant with a successor for each credential that has reached its age. */
export function rotateByAge(tenant: Tenant, randomness: Randomness, now: number): Tenant {
  const due = Object.values(tenant.credentials).filter((credential) => {
    const at = rotatesAt(tenant, credential)
    return at !== null && at <= now
  })
  const terms = { graceSeconds: GRACE_SECONDS, automatic: true }
  return due.reduce((next, old) => withSuccessor(next, old, terms, randomness, now).tenant, tenant)
}
