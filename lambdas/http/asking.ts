import type { Asking } from '../../core/account/account-event.ts'
import type { Call } from './route.ts'

/** Who asks and from where, as use cases that write the audit trail want it. */
export function askingOf({
  actor,
  requestId,
  sourceAddress,
  repeat,
  expected,
}: Call<unknown, unknown>): Asking {
  const mark = repeat === undefined ? {} : { repeat }
  const seen = expected === undefined ? {} : { expected }
  return { actor, origin: { requestId, sourceAddress, ...mark }, ...seen }
}
