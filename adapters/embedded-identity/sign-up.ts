import { randomUUID } from 'node:crypto'
import type { SignUpRequest } from '../../core/account/identity-ports.ts'
import { newDigits } from '../../core/kernel/ids.ts'
import type { IdentityParts } from './identity-parts.ts'
import { storedCode } from './sign-up-code.ts'
import { alreadyMail, codeMail } from './sign-up-mail.ts'
import { type LoginChange, updateLogin } from './update-login.ts'

/**
 * Whatever the address, one hash, one read, one write and one mail. `rate_limited` counts sign-ups of the address, known
 * or not: it bounds the mails somebody can be sent, and the codes somebody else can guess at.
 */
export async function signUp(parts: IdentityParts, request: SignUpRequest): Promise<void> {
  parts.signUps.count(request.email, 'Too many sign-ups for this address')
  const passwordHash = await parts.passwords.hash(request.password)
  const digits = newDigits(6, parts.randomness)
  const known = await updateLogin(parts.logins, request.email, (login) =>
    login !== undefined && login.confirmedAt !== null
      ? { write: login, result: true }
      : { write: unconfirmed(parts, request, { passwordHash, digits }), result: false },
  )
  await parts.mailer.send(known ? alreadyMail(request.email) : codeMail(request.email, digits))
}

interface Fresh {
  readonly passwordHash: string
  readonly digits: string
}

/**
 * Nothing of an earlier sign-up remains: it may have been somebody else's, who must not end up with a password to what
 * the owner of the address confirms.
 */
function unconfirmed(
  { pepper, clock }: IdentityParts,
  { email, accountName, operationId }: SignUpRequest,
  { passwordHash, digits }: Fresh,
): LoginChange {
  const code = storedCode(pepper, email, digits, clock.now())
  const person = { subject: randomUUID(), passwordHash, accountName, operationId }
  return { ...person, confirmedAt: null, code, reset: null }
}
