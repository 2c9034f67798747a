import { setTimeout as pause } from 'node:timers/promises'
import type { TokenSigner } from '../../core/account/account-ports.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { newId, type Randomness } from '../../core/kernel/ids.ts'
import { answerOnce } from '../../core/repeat/answer-once.ts'
import { ANSWER_KEPT_MS, type AnswerStore, type RepeatMark } from '../../core/repeat/repeat.ts'
import type { Answer, Call, Route } from '../http/route.ts'
import type { ReportFault } from './problem-answers.ts'

interface OnceDeps {
  readonly answers: AnswerStore
  readonly tokens: Pick<TokenSigner, 'sign'>
  readonly clock: Clock
  readonly randomness: Randomness
}

/** Has the route answer, once for each Idempotency-Key where there is one. */
export async function answerCall<Deps extends OnceDeps>(
  deps: Deps,
  route: Route<Deps>,
  call: Call<unknown, unknown>,
  report: ReportFault,
): Promise<Answer> {
  const { idempotency, ...plain } = call
  if (idempotency === undefined || route.repeatable === false)
    return await route.handle(deps, plain)
  const repeat = markOf(deps, call.actor, idempotency)
  const { answers } = deps
  const told = (error: unknown) => report({ requestId: call.requestId, error })
  return await answerOnce<Answer>(
    { answers, pause: async (ms) => await pause(ms), report: told },
    repeat,
    {
      formerHash: idempotency.requestHash,
      run: async () => await route.handle(deps, { ...plain, repeat }),
      keeping: (answer) => keepingOf(route, answer),
      again: async (id) => await route.again?.(deps, plain, id),
    },
  )
}

function markOf(
  { tokens, clock, randomness }: OnceDeps,
  { id: actorId, accountId }: Call<unknown, unknown>['actor'],
  { key, requestHash }: NonNullable<Call<unknown, unknown>['idempotency']>,
): RepeatMark {
  return {
    accountId,
    actorId,
    key,
    // The request may hold a password or an address: whoever reads the store must not be able to try guesses.
    requestHash: tokens.sign(`request ${requestHash}`),
    attemptId: newId('try', randomness),
    expiresAt: clock.now() + ANSWER_KEPT_MS,
  }
}

/** What no cache may keep is a secret, and what can be told again need not be kept. */
function keepingOf(
  { again }: Route<never>,
  { isRecorded, headers }: Answer,
): 'recorded' | 'keep' | 'withhold' {
  if (isRecorded === true) return 'recorded'
  return again !== undefined || headers?.['Cache-Control'] === 'no-store' ? 'withhold' : 'keep'
}
