import { ServiceError } from '../../core/kernel/service-error.ts'

const TOO_MANY = new Set([
  'LimitExceededException',
  'TooManyFailedAttemptsException',
  'TooManyRequestsException',
])
/** The function's rights or its configuration. */
const WRONG = new Set([
  'AccessDeniedException',
  'InvalidParameterException',
  'ResourceNotFoundException',
])

export function hasName(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name)
}

/** What is not about the person who asks. Cognito's own sentence is not passed on: it may say that somebody is known. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  if (hasName(error, ...TOO_MANY)) {
    return new ServiceError('rate_limited', 'Too many tries for this address. Try again later.', {
      cause: error,
    })
  }
  return hasName(error, ...WRONG)
    ? new ServiceError('internal', 'The identity provider refused a request.', { cause: error })
    : new ServiceError('unavailable', 'The identity provider does not answer. Try again.', {
        cause: error,
      })
}
