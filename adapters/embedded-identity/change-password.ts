import type { Login, PasswordChange } from '../../core/account/identity-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { IdentityParts } from './identity-parts.ts'
import { updateLogin } from './update-login.ts'

/** Failures count with those of logging in: the present password cannot be guessed here either. */
export async function changePassword(
  parts: IdentityParts,
  { email, password, newPassword }: PasswordChange,
): Promise<void> {
  const login = await rightLogin(parts, email, password)
  const passwordHash = await parts.passwords.hash(newPassword)
  const changed = await updateLogin(parts.logins, email, (now) =>
    now?.passwordHash === login.passwordHash
      ? { write: { ...now, passwordHash }, result: true }
      : { result: false },
  )
  if (!changed) throw wrongPassword()
}

/** The confirmed log-in whose password this is, else `unauthenticated`; `rate_limited` after too many failures. */
export async function rightLogin(
  parts: IdentityParts,
  email: string,
  password: string,
): Promise<Login> {
  parts.logIns.count(email, 'Too many log-ins failed for this address')
  const login = await parts.logins.get(email)
  const right = await parts.passwords.verify(password, login?.passwordHash)
  if (!right || login === undefined || login.confirmedAt === null) throw wrongPassword()
  parts.logIns.giveBack(email)
  return login
}

function wrongPassword(): ServiceError {
  return new ServiceError('unauthenticated', 'The e-mail address or the password is wrong.')
}
