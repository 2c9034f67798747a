import type { ConfirmedSignUp, Login } from '../../core/account/identity-ports.ts'
import { invalid } from '../../core/kernel/service-error.ts'
import { confirmedSignUp } from './confirmed-sign-up.ts'
import type { IdentityParts } from './identity-parts.ts'
import { isRightCode, mayBeTried } from './sign-up-code.ts'
import { type LoginChange, updateLogin } from './update-login.ts'

/** A known address costs a write more than an unknown one; waiting this long, all the same, hides it. */
const ANSWER_AFTER_MS = 100

/** A wrong guess is written down before it is answered, so that five tries are five, however many come at once. */
export async function confirm(
  parts: IdentityParts,
  email: string,
  digits: string,
): Promise<ConfirmedSignUp> {
  const [confirmed] = await Promise.all([
    updateLogin(parts.logins, email, (login) => judge(parts, login, digits)),
    parts.pause(ANSWER_AFTER_MS),
  ])
  if (confirmed === null) {
    throw invalid(
      '/code',
      'The code is wrong or no longer good. Sign up again to be sent a new one.',
    )
  }
  return confirmed
}

interface Verdict {
  readonly write?: LoginChange
  readonly result: ConfirmedSignUp | null
}

function judge(
  { pepper, clock }: IdentityParts,
  login: Login | undefined,
  digits: string,
): Verdict {
  const now = clock.now()
  const code = login?.code ?? null
  if (login === undefined || code === null || !mayBeTried(code, now)) return { result: null }
  if (!isRightCode(pepper, login.email, digits, code)) {
    return { write: { ...login, code: { ...code, triesLeft: code.triesLeft - 1 } }, result: null }
  }
  const result = confirmedSignUp(login)
  return login.confirmedAt === null ? { write: { ...login, confirmedAt: now }, result } : { result }
}
