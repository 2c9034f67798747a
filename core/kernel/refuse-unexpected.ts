import { ServiceError } from './service-error.ts'

/**
 * The states (a generation or a version) of which the caller would change one, from an If-Match; left out for whichever
 * there is.
 */
export type ExpectedStates = readonly number[] | undefined

/** `precondition_failed` when what is there is none of the states that the caller has seen. */
export function refuseUnexpected(
  what: string,
  present: number | undefined,
  expected: ExpectedStates,
): void {
  if (expected === undefined || (present !== undefined && expected.includes(present))) return
  throw new ServiceError(
    'precondition_failed',
    `The ${what} was changed since you read it; read it again and repeat the change.`,
  )
}
