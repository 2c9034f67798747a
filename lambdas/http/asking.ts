import type { Asking } from '../../core/account/account-event.ts'
import type { Call } from './route.ts'

/** Who asks and from where, as use cases that write the audit trail want it. */
export function askingOf({
  actor,
  requestId,
  sourceAddress,
  repeat,
}: Call<unknown, unknown>): Asking {
  const mark = repeat === undefined ? {} : { repeat }
  return { actor, origin: { requestId, sourceAddress, ...mark } }
}
