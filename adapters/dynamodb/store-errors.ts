import { ServiceError } from '../../core/kernel/service-error.ts'

/** What the SDK throws is told apart by name: its classes differ from bundle to bundle, the names do not. */
const REFUSED = new Set(['ConditionalCheckFailedException', 'TransactionConflictException'])

/** A request that the store will never take, however often it is repeated. */
const WRONG = new Set([
  'AccessDeniedException',
  'ItemCollectionSizeLimitExceededException',
  'SerializationException',
  'UnrecognizedClientException',
  'ValidationException',
])

/** Waits for a call to the store; its refusals come out in the core's words. */
export async function guarded<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw toServiceError(error)
  }
}

function hasName(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}

/**
 * `unavailable` is the answer for all that may pass by itself: throttling, time-outs, a connection refused. A request
 * that was wrong from the start is our fault and `internal`.
 */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  const name = error instanceof Error ? error.name : ''
  if (REFUSED.has(name)) return changedMeanwhile(error)
  if (isTooLarge(error)) {
    return new ServiceError('limit_reached', 'This is more than the store can keep in one piece.', {
      cause: error,
    })
  }
  if (WRONG.has(name) || error instanceof TypeError) {
    return new ServiceError('internal', 'The store refused a request.', { cause: error })
  }
  return unavailable(error)
}

export function changedMeanwhile(cause?: unknown): ServiceError {
  return new ServiceError('conflict', 'It was changed by somebody else meanwhile.', { cause })
}

export function unavailable(cause: unknown): ServiceError {
  return new ServiceError('unavailable', 'The store does not answer. Try again.', { cause })
}

/** An item may have 400 KB: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
function isTooLarge(error: unknown): boolean {
  return hasName(error, 'ValidationException') && /item size/i.test(String(error))
}
