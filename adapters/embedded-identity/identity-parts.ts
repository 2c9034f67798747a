import type { LoginStore, Mailer } from '../../core/account/identity-ports.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import type { Randomness } from '../../core/kernel/ids.ts'
import type { AttemptLimit } from './attempt-limit.ts'
import type { PasswordHasher } from './password-hasher.ts'
import type { SessionTokens } from './session-tokens.ts'

/** What the provider's four answers work with. */
export interface IdentityParts {
  readonly logins: LoginStore
  readonly mailer: Mailer
  readonly clock: Clock
  readonly randomness: Randomness
  /** Keys the digests of codes and refresh tokens. */
  readonly pepper: Uint8Array
  readonly passwords: PasswordHasher
  readonly sessionTokens: SessionTokens
  readonly signUps: AttemptLimit
  readonly logIns: AttemptLimit
  pause(ms: number): Promise<void>
}
