import type { Origin } from '../account/account.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import type { AuditEvent } from './audit-event.ts'
import type { Change } from './change.ts'

interface Told extends Change, Pick<AuditEvent, 'accountId' | 'actor' | 'action' | 'resource'> {
  /** `done` unless it says otherwise. */
  readonly outcome?: AuditEvent['outcome']
}

/** What the trail says about a request: the one place where such an event is put together. */
export function newEvent(
  { clock, randomness }: { readonly clock: Clock; readonly randomness: Randomness },
  { requestId, sourceAddress, repeat }: Origin,
  told: Told,
): AuditEvent {
  return {
    id: newId('evt', randomness),
    at: clock.now(),
    outcome: 'done',
    ...told,
    requestId,
    sourceAddress,
    ...(repeat === undefined ? {} : { repeat: { ...repeat, resource: told.resource } }),
  }
}
