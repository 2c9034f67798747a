import type { AuditEvent } from '../audit/audit-event.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import type { Actor, Origin } from './account.ts'

/** Who did it, and from where. */
export interface Asking {
  readonly actor: Actor
  readonly origin: Origin
}

/** What the trail says about something that was done at once, in the actor's own account. */
export function accountEvent(
  { clock, randomness }: { readonly clock: Clock; readonly randomness: Randomness },
  { actor, origin }: Asking,
  what: Pick<AuditEvent, 'action' | 'resource'>,
): AuditEvent {
  return {
    id: newId('evt', randomness),
    accountId: actor.accountId,
    at: clock.now(),
    actor: actor.id,
    ...what,
    outcome: 'done',
    ...origin,
  }
}
