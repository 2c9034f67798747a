import type { OpenedSession } from '../../core/account/identity-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
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
  if (!parts.logIns.take(email)) {
    throw new ServiceError(
      'rate_limited',
      'Too many log-ins failed for this address. Try again in a minute.',
    )
  }
  const login = await parts.logins.get(email)
  const right = await parts.passwords.verify(password, login?.passwordHash)
  if (!right || login === undefined || login.confirmedAt === null) {
    throw new ServiceError('unauthenticated', 'The e-mail address or the password is wrong.')
  }
  parts.logIns.giveBack(email)
  return { session: await newSession(parts, login.subject), signUp: confirmedSignUp(login) }
}
