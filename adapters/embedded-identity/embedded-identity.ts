import { setTimeout as pause } from 'node:timers/promises'
import type {
  IdentityProvider,
  LoginStore,
  Mailer,
  PublicKeySet,
} from '../../core/account/identity-ports.ts'
import { type Clock, MINUTE_MS } from '../../core/kernel/clock.ts'
import type { Randomness } from '../../core/kernel/ids.ts'
import { AttemptLimit } from './attempt-limit.ts'
import { changePassword } from './change-password.ts'
import { confirm } from './confirm.ts'
import { enrol } from './enrol.ts'
import type { IdentityParts } from './identity-parts.ts'
import { openSession } from './open-session.ts'
import { DEFAULT_COST, type ScryptCost } from './password-hash.ts'
import { PasswordHasher } from './password-hasher.ts'
import { refreshSession } from './refresh-session.ts'
import { requestReset, resetPassword } from './reset-password.ts'
import { createSessionTokens } from './session-tokens.ts'
import { signUp } from './sign-up.ts'

export interface EmbeddedIdentityOptions {
  readonly logins: LoginStore
  readonly mailer: Mailer
  readonly clock: Clock
  readonly randomness: Randomness
  /** 32 random bytes or more; a new one voids open codes and refresh tokens. */
  readonly pepper: Uint8Array
  /** RSA of 2,048 bits or more, PEM of PKCS #8; a new one voids access tokens. */
  readonly signingKeyPem: string
  readonly issuer: string
  readonly audience: string
  /** Cheaper in tests. */
  readonly passwordCost?: ScryptCost
  readonly pause?: (ms: number) => Promise<void>
}

export interface EmbeddedIdentity extends IdentityProvider {
  /** The public keys of its access tokens, to be published. */
  jwks(): PublicKeySet
}

/** Thirty codes in a row, then one in three minutes: 0.3 % of a million guesses a day at five tries a code. */
const SIGN_UPS = { burst: 30, refillMs: 3 * MINUTE_MS, keysMax: 10_000 }
const LOG_INS = { burst: 20, refillMs: MINUTE_MS, keysMax: 10_000 }

/** The identity provider of one machine: it keeps what Amazon Cognito keeps in AWS, in a store of ours. */
export async function createEmbeddedIdentity(
  options: EmbeddedIdentityOptions,
): Promise<EmbeddedIdentity> {
  const parts: IdentityParts = {
    ...options,
    pause: options.pause ?? pause,
    passwords: new PasswordHasher(options.passwordCost ?? DEFAULT_COST),
    sessionTokens: await createSessionTokens(options),
    signUps: new AttemptLimit(SIGN_UPS, options.clock),
    logIns: new AttemptLimit(LOG_INS, options.clock),
  }
  return {
    signUp: (request) => signUp(parts, request),
    confirm: (email, code) => confirm(parts, email, code),
    openSession: (email, password) => openSession(parts, email, password),
    refreshSession: (refreshToken) => refreshSession(parts, refreshToken),
    requestReset: (email) => requestReset(parts, email),
    resetPassword: (reset) => resetPassword(parts, reset),
    changePassword: (change) => changePassword(parts, change),
    // A refresh token of ours is looked at together with its session.
    signOut: async () => {},
    enrol: (email, password) => enrol(parts, email, password),
    removeLogin: (email, subject) => parts.logins.remove(email, subject),
    jwks: () => parts.sessionTokens.keys,
  }
}
