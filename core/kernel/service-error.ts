/**
 * Every way in which Headgate says no. The codes are the ones a client sees (docs: error pages), so that a
 * refusal keeps its name from the core to the answer. `invalid_json`, `method_not_allowed`, `too_large` and
 * `unsupported_media_type` are only ever raised at the HTTP edge.
 */
export type ErrorCode =
  | 'invalid_json'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'already_answered'
  | 'precondition_failed'
  | 'too_large'
  | 'unsupported_media_type'
  | 'invalid'
  | 'limit_reached'
  | 'idempotency_mismatch'
  | 'rate_limited'
  | 'unavailable'
  | 'internal'

/** One thing wrong with the input: where (a JSON pointer, RFC 6901) and what to do about it. */
export interface Problem {
  readonly pointer: string
  readonly detail: string
}

interface ErrorExtras {
  readonly problems?: readonly Problem[]
  readonly cause?: unknown
  /** When to come back. */
  readonly retryAfterSeconds?: number
}

/** A refusal with a stable code and one clear sentence that may be shown to the caller: never put a secret in it. */
export class ServiceError extends Error {
  readonly code: ErrorCode
  readonly problems: readonly Problem[]
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, detail: string, extras: ErrorExtras = {}) {
    super(detail, extras.cause === undefined ? undefined : { cause: extras.cause })
    this.name = 'ServiceError'
    this.code = code
    this.problems = extras.problems ?? []
    this.retryAfterSeconds = extras.retryAfterSeconds
  }
}

/** True for a `ServiceError`, with the given code if one is named. */
export function isServiceError(error: unknown, code?: ErrorCode): error is ServiceError {
  return error instanceof ServiceError && (code === undefined || error.code === code)
}

/** Somebody else's id and a missing one get the same answer, so that ids cannot be probed. */
export function notFound(what: string): ServiceError {
  return new ServiceError('not_found', `There is no such ${what}.`)
}

/** Input that is well-formed but not acceptable; `pointer` says where. */
export function invalid(pointer: string, detail: string): ServiceError {
  return new ServiceError('invalid', detail, { problems: [{ pointer, detail }] })
}

/** Too often: says what there was too much of, and when to come back. */
export function rateLimited(what: string, retryAfterSeconds: number): ServiceError {
  const detail = `${what}; try again in ${retryAfterSeconds} s.`
  return new ServiceError('rate_limited', detail, { retryAfterSeconds })
}

/** A plan's limit: says the limit, what is used and what was asked. */
export function limitReached(
  what: string,
  limit: number,
  used: number,
  asked: number,
): ServiceError {
  return new ServiceError(
    'limit_reached',
    `The plan allows ${limit} ${what}; ${used} are in use and ${asked} more were asked for. Delete some or change the plan.`,
  )
}
