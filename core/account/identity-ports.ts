import type { VerifiedSession } from './session-ports.ts'

/** A signed-in person's keys: both opaque to everyone but the identity provider. */
export interface Session {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
}

/** Who confirmed their address, and what they asked for when they signed up. */
export interface ConfirmedSignUp {
  readonly subject: string
  readonly email: string
  readonly accountName: string
  /** The operation that the sign-up was answered with; null for somebody who was invited, and opens no account. */
  readonly operationId: string | null
}

/** A session, and whose it is: the account of a confirmed sign-up is opened with the first session at the latest. */
export interface OpenedSession {
  readonly session: Session
  readonly signUp: ConfirmedSignUp
}

export interface SignUpRequest {
  readonly email: string
  readonly password: string
  readonly accountName: string
  readonly operationId: string
}

/**
 * People and their passwords: Amazon Cognito in AWS, our own small provider on one machine. No answer and no time taken
 * tells whether an address is known.
 */
export interface IdentityProvider {
  /**
   * Sends a code of six digits, or, to an address that already has a log-in, a note saying so. A sign-up replaces an
   * earlier unconfirmed one as a whole, so that a code only ever confirms the password that was given with it.
   */
  signUp(request: SignUpRequest): Promise<void>
  /**
   * `invalid` at `/code` for a wrong or expired code, after five tries, and for an unknown address alike. The code that
   * confirmed says the same again until it expires, so that a caller who lost the answer can repeat the question.
   */
  confirm(email: string, code: string): Promise<ConfirmedSignUp>
  /** `unauthenticated` for a wrong password, an unknown and an unconfirmed address alike. */
  openSession(email: string, password: string): Promise<OpenedSession>
  /** A refresh token works once. `unauthenticated` when it is unknown, used or expired. */
  refreshSession(refreshToken: string): Promise<Session>
  /** Sends a code of six digits to an address that has a log-in. Takes as long for one that has none. */
  requestReset(email: string): Promise<void>
  /** Answers with whose password it is now. `invalid` at `/code` as `confirm` has it; a code works once. */
  resetPassword(reset: PasswordReset): Promise<string>
  /** `unauthenticated` when the present password is wrong. */
  changePassword(change: PasswordChange): Promise<void>
  /** Ends the person's refresh tokens, where the provider keeps them out of our sight. Access tokens are ours to end. */
  signOut(email: string): Promise<void>
  /**
   * The subject of a confirmed log-in for an address that a mail of ours has proved: a new one, or the one that is there,
   * if the password is right (`unauthenticated`).
   */
  enrol(email: string, password: string): Promise<string>
  /** Forgets the log-in of that subject; one that is gone, or somebody else's by now, is left as it is. */
  removeLogin(email: string, subject: string): Promise<void>
}

export interface PasswordReset {
  readonly email: string
  readonly code: string
  readonly password: string
}

export interface PasswordChange {
  readonly email: string
  readonly password: string
  readonly newPassword: string
}

/** Checks an access token against the provider's published keys. Throws `unauthenticated`. */
export interface SessionVerifier {
  verify(accessToken: string): Promise<VerifiedSession>
}

/** One public key that access tokens are signed under, as a JSON Web Key (RFC 7517). */
export interface PublicKey {
  readonly kty: 'RSA'
  readonly use: 'sig'
  readonly alg: 'RS256'
  /** The key's thumbprint (RFC 7638). */
  readonly kid: string
  readonly n: string
  readonly e: string
}

/** The key set that a provider publishes, so that anyone can verify its access tokens. */
export interface PublicKeySet {
  readonly keys: readonly PublicKey[]
}

/** What is kept of a code that was mailed. */
export interface StoredCode {
  readonly hash: string
  readonly triesLeft: number
  readonly expiresAt: number
}

/** The same set, kept beside what it opens. */
export interface SessionKeyStore {
  get(): Promise<PublicKeySet | undefined>
  put(keys: PublicKeySet): Promise<void>
}

/** A log-in of the embedded provider. `version` guards every write. */
export interface Login {
  /** Lower case. */
  readonly email: string
  readonly subject: string
  /** scrypt, with its parameters and salt, as text. */
  readonly passwordHash: string
  readonly accountName: string
  /** Null for somebody who was invited. */
  readonly operationId: string | null
  readonly confirmedAt: number | null
  readonly code: StoredCode | null
  /** For a new password. */
  readonly reset: StoredCode | null
  readonly version: number
}

export interface RefreshGrant {
  readonly id: string
  readonly subject: string
  readonly secretHash: string
  readonly expiresAt: number
  /** The session that it goes on with; absent in those of an earlier release. */
  readonly session?: { readonly id: string; readonly startedAt: number }
}

/** What the embedded provider remembers. */
export interface LoginStore {
  get(email: string): Promise<Login | undefined>
  /** Throws `conflict` unless the stored version is one less (absent for version 1). */
  put(login: Login): Promise<void>
  /** Left as it is when it is another subject's by now. */
  remove(email: string, subject: string): Promise<void>
  putGrant(grant: RefreshGrant): Promise<void>
  /** Takes it out: only one caller ever gets it. */
  takeGrant(id: string): Promise<RefreshGrant | undefined>
}

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Six digits, when the mail carries a code. */
  readonly code?: string
}

export interface Mailer {
  send(mail: Mail): Promise<void>
}
