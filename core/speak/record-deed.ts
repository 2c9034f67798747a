import type { Actor, Origin } from '../account/account.ts'
import type { SpeakDeps } from './speak-as.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import type { ExpectedStates } from '../kernel/refuse-unexpected.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { AuditStore } from '../audit/audit-ports.ts'

export interface DeedDeps extends SpeakDeps {
  readonly audit: AuditStore
  readonly clock: Clock
  readonly randomness: Randomness
}

export interface DeedRequest extends Origin {
  readonly actor: Actor
  /** Generations of the tenant, one of which the caller saw; another one is `precondition_failed`. */
  readonly expected?: ExpectedStates
}

/**
 * Puts on record what is about to be done to a cluster directly, outside of any declaration. Before, not after: a deed
 * without an event would be worse than an event without its deed.
 */
export async function recordDeed(
  { audit, clock, randomness }: DeedDeps,
  { actor, requestId, sourceAddress }: DeedRequest,
  tenant: Tenant,
  { action, resource }: { readonly action: string; readonly resource: string },
): Promise<void> {
  await audit.append({
    id: newId('evt', randomness),
    accountId: tenant.accountId,
    at: clock.now(),
    actor: actor.id,
    action,
    resource: `/v1/tenants/${tenant.id}${resource}`,
    outcome: 'accepted',
    requestId,
    sourceAddress,
  })
}
