import type { ItemResult } from '../cluster/cluster-ports.ts'
import type { AppliedCredential, Credential } from '../credential/credential.ts'
import { retiring } from '../credential/retire.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { recordTopic } from './record-topic.ts'
import type { ChangeOf, ChangeKind } from './change.ts'
import type { Outcome } from './outcome.ts'

type OfCredential = ChangeOf<
  Exclude<ChangeKind, 'create-topic' | 'grow-topic' | 'configure-topic' | 'delete-topic'>
>

/**
 * Writes down what the cluster accepted, on the newest state of the tenant (which may have been declared anew since the
 * pass began): nothing that was put on the cluster is forgotten, and nothing that is wanted now is lost.
 */
export function recordOutcomes(tenant: Tenant, outcomes: readonly Outcome[], now: number): Tenant {
  return outcomes.reduce((current, outcome) => recordOutcome(current, outcome, now), tenant)
}

function recordOutcome(tenant: Tenant, { change, result }: Outcome, now: number): Tenant {
  switch (change.kind) {
    case 'create-topic':
    case 'grow-topic':
    case 'configure-topic':
    case 'delete-topic':
      return { ...tenant, topics: recordTopic(tenant.topics, change, result, now) }
    default:
      return recordCredential(tenant, change, result, now)
  }
}

function recordCredential(
  tenant: Tenant,
  change: OfCredential,
  result: ItemResult,
  now: number,
): Tenant {
  const credential = tenant.credentials[change.credentialId]
  if (credential === undefined) return tenant
  if (!result.ok) {
    const { reason, retryable } = result
    const next = retryable ? waiting(credential, reason) : refusedForGood(credential, reason)
    return withCredential(tenant, next)
  }
  switch (change.kind) {
    case 'put-user':
      return withCredential(tenant, applied(credential, { user: true }))
    case 'delete-user':
      return withCredential(tenant, applied(credential, { user: false }))
    case 'grant-access':
      return withCredential(tenant, applied(credential, { access: change.gives }))
    case 'revoke-access':
      return withCredential(tenant, applied(credential, { access: change.leaves }))
    case 'set-quota':
      return withCredential(tenant, applied(credential, { quota: change.quota }))
    case 'forget-secret':
      return withCredential(tenant, cleaned(credential, now))
    case 'verify-login':
      return activated(tenant, credential, now)
  }
}

/** A part that appears on the cluster after the credential was cleaned away has to be cleaned away again. */
function applied(credential: Credential, part: Partial<AppliedCredential>): Credential {
  const next = { ...credential.applied, ...part }
  const rest = notWaiting(credential)
  if (rest.state !== 'revoked') return { ...rest, applied: next }
  return { ...rest, applied: next, cleanedAt: isClean(next) ? rest.cleanedAt : null }
}

function cleaned(credential: Credential, now: number): Credential {
  return credential.state === 'revoked' && isClean(credential.applied)
    ? { ...credential, cleanedAt: now }
    : credential
}

function isClean({ user, access, quota }: AppliedCredential): boolean {
  return !user && access === 'none' && quota === null
}

/** Its owner may want to know why it does not work yet; one that works is retried in silence. */
function waiting(credential: Credential, waitsFor: string): Credential {
  return credential.state === 'provisioning' ? { ...credential, waitsFor } : credential
}

function notWaiting({ waitsFor: _, ...credential }: Credential): Credential {
  return credential
}

/** Only one that never worked can fail; a working one keeps working and is retried. */
function refusedForGood(credential: Credential, reason: string): Credential {
  return credential.state === 'provisioning'
    ? { ...notWaiting(credential), state: 'failed', error: reason }
    : credential
}

/** The moment a credential is known to work on every broker; the one it replaces begins to retire. */
function activated(tenant: Tenant, credential: Credential, now: number): Tenant {
  if (credential.state !== 'provisioning') return tenant
  const works = { ...notWaiting(credential), state: 'active', activatedAt: now } as const
  const next = withCredential(tenant, works)
  const { replaces } = credential
  const old = replaces === undefined ? undefined : next.credentials[replaces.credentialId]
  if (replaces === undefined || old === undefined) return next
  return withCredential(next, retiring(old, replaces.graceSeconds, now))
}

function withCredential(tenant: Tenant, credential: Credential): Tenant {
  return { ...tenant, credentials: { ...tenant.credentials, [credential.id]: credential } }
}
