import type { OpenedSession } from '../../core/account/identity-ports.ts'
import { rightLogin } from './change-password.ts'
import { confirmedSignUp } from './confirmed-sign-up.ts'
import type { IdentityParts } from './identity-parts.ts'
import { newSession } from './new-session.ts'

/**
 * One read and one hash, whatever the address. `rate_limited` counts failures of the address, known or not; a good
 * log-in does not count.
 */
export async function openSession(
  parts: IdentityParts,
  email: string,
  password: string,
): Promise<OpenedSession> {
  const login = await rightLogin(parts, email, password)
  return { session: await newSession(parts, login.subject), signUp: confirmedSignUp(login) }
}
