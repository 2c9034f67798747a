import type { Asking } from '../../core/account/account-event.ts'
import type { Call } from './route.ts'

/** Who asks and from where, as use cases that write the audit trail want it. */
export function askingOf({ actor, requestId, sourceAddress }: Call<unknown, unknown>): Asking {
  return { actor, origin: { requestId, sourceAddress } }
}
