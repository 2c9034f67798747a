import { randomUUID } from 'node:crypto'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { rightLogin } from './change-password.ts'
import type { IdentityParts } from './identity-parts.ts'
import { updateLogin } from './update-login.ts'

/** A sign-up that nobody confirmed is replaced as a whole; a confirmed log-in must be proved by its password. */
export async function enrol(
  parts: IdentityParts,
  email: string,
  password: string,
): Promise<string> {
  const known = await parts.logins.get(email)
  if (known !== undefined && known.confirmedAt !== null)
    return (await rightLogin(parts, email, password)).subject
  const passwordHash = await parts.passwords.hash(password)
  const confirmedAt = parts.clock.now()
  return await updateLogin(parts.logins, email, (login) => {
    if (login !== undefined && login.confirmedAt !== null)
      throw new ServiceError('conflict', 'This address got a log-in meanwhile. Try again.')
    const subject = randomUUID()
    const nothing = { accountName: '', operationId: null, code: null, reset: null }
    return { write: { subject, passwordHash, confirmedAt, ...nothing }, result: subject }
  })
}
