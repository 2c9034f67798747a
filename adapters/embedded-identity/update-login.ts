import type { Login, LoginStore } from '../../core/account/identity-ports.ts'
import { isServiceError, ServiceError } from '../../core/kernel/service-error.ts'

/** More than the five tries of a code, each of which is one write. */
const TRIES = 10

export type LoginChange = Omit<Login, 'email' | 'version'>

/**
 * Reads the log-in of an address and writes what `change` makes of it, again from the reading when somebody else wrote
 * in between. `change` answers with what to write, or nothing, and with what to hand back.
 */
export async function updateLogin<T>(
  logins: Pick<LoginStore, 'get' | 'put'>,
  email: string,
  change: (login: Login | undefined) => { readonly write?: LoginChange; readonly result: T },
): Promise<T> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const login = await logins.get(email)
    const { write, result } = change(login)
    if (write === undefined) return result
    try {
      await logins.put({ ...write, email, version: (login?.version ?? 0) + 1 })
      return result
    } catch (error) {
      if (!isServiceError(error, 'conflict')) throw error
    }
  }
  throw new ServiceError('unavailable', 'Too many requests for this address at once. Try again.')
}
