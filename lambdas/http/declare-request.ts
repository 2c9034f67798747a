import type { Declared, DeclareRequest } from '../../core/declare/intent.ts'
import type { Answer, Call } from './route.ts'

/**
 * Runs a use case that declares something. `present` makes the answer; it is stored with the declaration, so that a
 * repeat of the request hears the same, and comes back from there as it went in.
 */
export async function declaring(
  call: Call<unknown, unknown>,
  present: (declared: Declared) => Answer,
  run: (request: DeclareRequest) => Promise<unknown>,
): Promise<Answer> {
  const { actor, requestId, sourceAddress, repeat, expected } = call
  const answer = await run({
    actor,
    requestId,
    sourceAddress,
    ...(repeat === undefined ? {} : { repeat }),
    ...(expected === undefined ? {} : { expected }),
    present,
  })
  return { ...(answer as Answer), isRecorded: true }
}
