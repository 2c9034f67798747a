import { setTimeout as pause } from 'node:timers/promises'
import type { IdentityProvider, Mailer } from '../../core/account/identity-ports.ts'
import type { CognitoPool } from './cognito-pool.ts'
import { confirm } from './confirm.ts'
import { enrol, removePerson } from './enrol.ts'
import { changePassword, requestReset, resetPassword, signOut } from './passwords.ts'
import { openSession, refreshSession } from './sessions.ts'
import { signUp } from './sign-up.ts'
import type { SpentCodes } from './spent-codes.ts'

export interface CognitoIdentityOptions extends SpentCodes {
  readonly pool: CognitoPool
  /** For the note to an address that is known; codes are Cognito's to send. */
  readonly mailer: Mailer
  readonly pause?: (ms: number) => Promise<void>
}

/** A known address costs more calls than an unknown one; waiting this long, all the same, hides it. */
const SIGN_UP_ANSWER_AFTER_MS = 1_500
const CONFIRM_ANSWER_AFTER_MS = 500

/** People and their passwords, kept by Amazon Cognito. */
export function cognitoIdentity(options: CognitoIdentityOptions): IdentityProvider {
  const { pool, mailer, pause: wait = (ms: number) => pause(ms) } = options
  return {
    signUp: (request) => noSooner(SIGN_UP_ANSWER_AFTER_MS, wait, signUp(pool, mailer, request)),
    confirm: (email, code) =>
      noSooner(CONFIRM_ANSWER_AFTER_MS, wait, confirm(pool, options, email, code)),
    openSession: (email, password) => openSession(pool, email, password),
    refreshSession: (refreshToken) => refreshSession(pool, refreshToken),
    requestReset: (email) => noSooner(SIGN_UP_ANSWER_AFTER_MS, wait, requestReset(pool, email)),
    resetPassword: (reset) => noSooner(CONFIRM_ANSWER_AFTER_MS, wait, resetPassword(pool, reset)),
    changePassword: (change) => changePassword(pool, change),
    signOut: (email) => signOut(pool, email),
    enrol: (email, password) => enrol(pool, email, password),
    async removeLogin(email, subject) {
      if (await removePerson(pool, email, subject)) await options.spentCodes.remove(email)
    },
  }
}

/** Refusals wait as well. */
async function noSooner<T>(
  ms: number,
  wait: (ms: number) => Promise<void>,
  work: Promise<T>,
): Promise<T> {
  const [outcome] = await Promise.allSettled([work, wait(ms)])
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
