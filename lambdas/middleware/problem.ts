import { type ErrorCode, isServiceError, ServiceError } from '../../core/kernel/service-error.ts'
import type { ApiResult } from './event.ts'

/** 405 must say what is allowed (RFC 9110, 15.5.6). */
export class MethodNotAllowed extends ServiceError {
  readonly allow: string

  constructor(method: string, allowed: readonly string[]) {
    const allow = [...new Set(allowed)].join(', ')
    super('method_not_allowed', `${method} is not among the methods of this path: ${allow}.`)
    this.allow = allow
  }
}

/** Where whoever limits does not say when to come back. */
const RETRY_AFTER_SECONDS = 60

/** The one place where a refusal of the core becomes a status. */
export function statusOf(code: ErrorCode): number {
  switch (code) {
    case 'invalid_json':
      return 400
    case 'unauthenticated':
      return 401
    case 'forbidden':
      return 403
    case 'not_found':
      return 404
    case 'method_not_allowed':
      return 405
    case 'conflict':
    case 'already_answered':
      return 409
    case 'precondition_failed':
      return 412
    case 'too_large':
      return 413
    case 'unsupported_media_type':
      return 415
    case 'invalid':
    case 'limit_reached':
    case 'idempotency_mismatch':
      return 422
    case 'rate_limited':
      return 429
    case 'internal':
      return 500
    case 'unavailable':
      return 503
  }
}

const TITLES: Readonly<Record<ErrorCode, string>> = {
  invalid_json: 'The body is not JSON',
  unauthenticated: 'Who is asking is not known',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  method_not_allowed: 'The path has no such method',
  conflict: 'In conflict with what is there',
  already_answered: 'Answered before',
  precondition_failed: 'Changed in the meantime',
  too_large: 'Too large',
  unsupported_media_type: 'The body is not of a known type',
  invalid: 'Not acceptable as it is',
  limit_reached: 'A limit of the plan is reached',
  idempotency_mismatch: 'The key was used for another request',
  rate_limited: 'Too many requests',
  internal: 'A fault of ours',
  unavailable: 'Not available now',
}

/** RFC 9457. What is not a `ServiceError` is a fault of ours, and nothing of it is shown. */
export function problemAnswer(error: unknown, requestId: string): ApiResult {
  const known = error instanceof ServiceError ? error : undefined
  const code = known?.code ?? 'internal'
  const status = statusOf(code)
  const detail =
    code === 'internal'
      ? 'Something went wrong on our side; the request id helps us to find it.'
      : known?.message
  const errors =
    known === undefined || known.problems.length === 0 ? {} : { errors: known.problems }
  const body = {
    type: `urn:headgate:problem:${code}`,
    title: TITLES[code],
    status,
    detail,
    code,
    requestId,
    ...errors,
  }
  const headers = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...headersOf(error),
  }
  return { statusCode: status, headers, body: JSON.stringify(body) }
}

function headersOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof MethodNotAllowed) return { Allow: error.allow }
  // 429 says when to come back (RFC 6585, 4).
  if (isServiceError(error, 'rate_limited'))
    return { 'Retry-After': String(error.retryAfterSeconds ?? RETRY_AFTER_SECONDS) }
  // RFC 9110, 11.6.1: a 401 names the scheme.
  if (error instanceof ServiceError && error.code === 'unauthenticated')
    return { 'WWW-Authenticate': 'Bearer' }
  return {}
}
