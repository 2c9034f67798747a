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
  /** The operation that the sign-up was answered with. */
  readonly operationId: string
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
}

/** Checks an access token against the provider's published keys. Throws `unauthenticated`. */
export interface SessionVerifier {
  /** The subject it was issued to. */
  verify(accessToken: string): Promise<string>
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

/** A log-in of the embedded provider. `version` guards every write. */
export interface Login {
  /** Lower case. */
  readonly email: string
  readonly subject: string
  /** scrypt, with its parameters and salt, as text. */
  readonly passwordHash: string
  readonly accountName: string
  readonly operationId: string
  readonly confirmedAt: number | null
  readonly code: {
    readonly hash: string
    readonly triesLeft: number
    readonly expiresAt: number
  } | null
  readonly version: number
}

export interface RefreshGrant {
  readonly id: string
  readonly subject: string
  readonly secretHash: string
  readonly expiresAt: number
}

/** What the embedded provider remembers. */
export interface LoginStore {
  get(email: string): Promise<Login | undefined>
  /** Throws `conflict` unless the stored version is one less (absent for version 1). */
  put(login: Login): Promise<void>
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
