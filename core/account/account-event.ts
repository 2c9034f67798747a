import type { AuditEvent } from '../audit/audit-event.ts'
import type { Change } from '../audit/change.ts'
import { newEvent } from '../audit/new-event.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import type { ExpectedStates } from '../kernel/refuse-unexpected.ts'
import type { Actor, Origin } from './account.ts'

/** Who did it, and from where. */
export interface Asking {
  readonly actor: Actor
  readonly origin: Origin
  /** Versions of what is to be changed, where it has such, one of which the caller saw. */
  readonly expected?: ExpectedStates
}

/** What the trail says about something that was done at once, in the actor's own account. */
export function accountEvent(
  deps: { readonly clock: Clock; readonly randomness: Randomness },
  { actor, origin }: Asking,
  what: Pick<AuditEvent, 'action' | 'resource'> & Change,
): AuditEvent {
  return newEvent(deps, origin, { accountId: actor.accountId, actor: actor.id, ...what })
}

/** For a write that more follow: a repeat, should they fail, begins anew and does the rest. */
export function withoutMark({ actor, origin }: Asking): Asking {
  const { requestId, sourceAddress } = origin
  return { actor, origin: { requestId, sourceAddress } }
}
