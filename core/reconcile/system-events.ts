import type { AuditEvent } from '../audit/audit-event.ts'
import type { Credential } from '../credential/credential.ts'
import { resourceOf } from '../declare/declaration.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { hasHold } from '../tenant/hold.ts'
import { limitEvent } from '../tenant/limit-event.ts'
import { LIMIT_EVENTS } from '../tenant/limit-events.ts'
import type { Tenant } from '../tenant/tenant.ts'

/**
 * What the system did of its own accord between two states of a tenant, for the audit trail: a rotation by age when it
 * begins, and when the new credential works; a rate hold when its time is over.
 */
export function systemEvents(
  before: Tenant,
  after: Tenant,
  randomness: Randomness,
  now: number,
): readonly AuditEvent[] {
  const rotations = Object.values(after.credentials)
    .filter((credential) => credential.replaces?.automatic === true)
    .flatMap((credential) => outcomeOf(before.credentials[credential.id], credential))
    .map(
      ({ outcome, credential }): AuditEvent => ({
        id: newId('evt', randomness),
        accountId: after.accountId,
        at: now,
        actor: 'system',
        action: 'credential.rotate',
        resource: resourceOf(after.id, { kind: 'credential', id: credential.id }),
        outcome,
        requestId: null,
        sourceAddress: null,
      }),
    )
  const isFreed = hasHold(before.holds, 'rate') && !hasHold(after.holds, 'rate')
  return isFreed
    ? [...rotations, limitEvent(after, LIMIT_EVENTS.rateFreed, randomness, now)]
    : rotations
}

type Found = { readonly outcome: AuditEvent['outcome']; readonly credential: Credential }

function outcomeOf(before: Credential | undefined, credential: Credential): readonly Found[] {
  if (before === undefined) return [{ outcome: 'accepted', credential }]
  const works = before.state === 'provisioning' && credential.state === 'active'
  return works ? [{ outcome: 'done', credential }] : []
}
