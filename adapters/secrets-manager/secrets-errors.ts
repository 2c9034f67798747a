import { ServiceError } from '../../core/kernel/service-error.ts'

/** A request that will never be taken, however often it is repeated: the function's rights or its configuration. */
const WRONG = new Set(['AccessDeniedException', 'ValidationException', 'InvalidParameterException'])

export function hasName(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}

/** True for a secret that is not there: never made, gone, or on its way out. */
export function isMissing(error: unknown): boolean {
  const leaving = hasName(error, 'InvalidRequestException') && /deletion/i.test(String(error))
  return leaving || hasName(error, 'ResourceNotFoundException')
}

/** The SDK's error says which call failed and why, never what was in it. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  const wrong = error instanceof Error && WRONG.has(error.name)
  return wrong
    ? new ServiceError('internal', 'The store of secrets refused a request.', { cause: error })
    : new ServiceError('unavailable', 'The store of secrets does not answer. Try again.', {
        cause: error,
      })
}
