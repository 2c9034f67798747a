import type { PasswordReset } from '../../core/account/identity-ports.ts'
import { newDigits } from '../../core/kernel/ids.ts'
import { invalid } from '../../core/kernel/service-error.ts'
import type { IdentityParts } from './identity-parts.ts'
import { isRightCode, mayBeTried, storedCode } from './sign-up-code.ts'
import { resetMail } from './sign-up-mail.ts'
import { updateLogin } from './update-login.ts'

/** A known address costs a write and a mail more than an unknown one; waiting this long, all the same, hides it. */
const ANSWER_AFTER_MS = 300

/** `rate_limited` counts requests for the address, known or not, together with its sign-ups. */
export async function requestReset(parts: IdentityParts, email: string): Promise<void> {
  parts.signUps.count(email, 'Too many codes were asked for this address')
  await Promise.all([sendCode(parts, email), parts.pause(ANSWER_AFTER_MS)])
}

async function sendCode(parts: IdentityParts, email: string): Promise<void> {
  const digits = newDigits(6, parts.randomness)
  const reset = storedCode(parts.pepper, email, digits, parts.clock.now())
  const known = await updateLogin(parts.logins, email, (login) =>
    login === undefined || login.confirmedAt === null
      ? { result: false }
      : { write: { ...login, reset }, result: true },
  )
  if (known) await parts.mailer.send(resetMail(email, digits))
}

/** One hash whatever the code, which works once; a wrong guess is written down before it is answered. */
export async function resetPassword(
  parts: IdentityParts,
  { email, code: digits, password }: PasswordReset,
): Promise<string> {
  const passwordHash = await parts.passwords.hash(password)
  const [subject] = await Promise.all([
    updateLogin(parts.logins, email, (login) => {
      const code = login?.reset ?? null
      if (login === undefined || code === null || !mayBeTried(code, parts.clock.now()))
        return { result: null }
      if (!isRightCode(parts.pepper, email, digits, code)) {
        const reset = { ...code, triesLeft: code.triesLeft - 1 }
        return { write: { ...login, reset }, result: null }
      }
      return { write: { ...login, passwordHash, reset: null }, result: login.subject }
    }),
    parts.pause(ANSWER_AFTER_MS),
  ])
  if (subject !== null) return subject
  throw invalid('/code', 'The code is wrong or no longer good. Ask for a new one.')
}
