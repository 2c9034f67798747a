import { ServiceError } from '../../core/kernel/service-error.ts'

/** A request that will never be taken, however often it is repeated: the function's rights or its configuration. */
const WRONG = new Set(['ForbiddenException', 'UnauthorizedException', 'NotFoundException'])

export function isBadRequest(error: unknown): boolean {
  return error instanceof Error && error.name === 'BadRequestException'
}

/**
 * Waits for a call to Amazon MSK. `unavailable` stands for all that may pass by itself: throttling that outlasted the
 * tries, time-outs, faults of the service; the call may have taken effect all the same.
 */
export async function guarded<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (error instanceof ServiceError) throw error
    if (isBadRequest(error) || (error instanceof Error && WRONG.has(error.name)))
      throw new ServiceError('internal', 'Amazon MSK refused a request.', { cause: error })
    throw new ServiceError('unavailable', 'Amazon MSK does not answer now.', { cause: error })
  }
}
