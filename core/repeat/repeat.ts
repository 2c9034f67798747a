import { DAY_MS } from '../kernel/clock.ts'
import { isServiceError, ServiceError } from '../kernel/service-error.ts'

/** A request whose key says which one it is, should it come again. */
export interface RepeatMark {
  readonly accountId: string
  /** Member, token or operator: nobody else hears the answer. Absent in marks of an earlier release. */
  readonly actorId?: string
  readonly key: string
  /** Of method, path, query and body, sealed: whoever reads the store cannot try guesses at what they held. */
  readonly requestHash: string
  /** Tells one try from another that came with the same key. Absent in marks of an earlier release. */
  readonly attemptId?: string
  readonly expiresAt: number
}

/**
 * What is known of such a request. It is written in the transaction of what the request does, so that of several that
 * come at once one does it; the answer with it where that is known by then, else after it.
 */
export interface RepeatRecord extends RepeatMark {
  /** What it made or changed, as the trail names it. */
  readonly resource?: string
  /** JSON. Never holds a secret. */
  readonly answer?: unknown
  /** It was answered, and the answer is not kept. */
  readonly withheld?: true
}

export interface AnswerStore {
  find(accountId: string, key: string): Promise<RepeatRecord | undefined>
  /** Over the mark of the same try, or where there is none; `AnsweredMeanwhile` where there is another. */
  keep(record: RepeatRecord): Promise<void>
}

/** A repeat is recognised for a day. */
export const ANSWER_KEPT_MS = DAY_MS

/** Somebody who came with the same key was first: a race that is not lost by bad luck, and not to be run again. */
export class AnsweredMeanwhile extends ServiceError {
  constructor() {
    super('conflict', 'A request with this Idempotency-Key was answered already.')
  }
}

/** A conflict that names a problem (a name that is taken) will not go away by itself, nor will an answer that is there. */
export function isLostRace(error: unknown): boolean {
  return (
    isServiceError(error, 'conflict') &&
    error.problems.length === 0 &&
    !(error instanceof AnsweredMeanwhile)
  )
}
