import { ServiceError } from '../../core/kernel/service-error.ts'

/** `done`, or the code of the refusal; an error that is no refusal fails the test. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'done'
  } catch (error) {
    if (error instanceof ServiceError) return error.code
    throw error
  }
}

export function outcomesOf(calls: readonly Promise<unknown>[]): Promise<string[]> {
  return Promise.all(calls.map(outcomeOf))
}
