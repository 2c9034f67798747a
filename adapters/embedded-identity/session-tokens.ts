import { calculateJwkThumbprint, exportJWK, importPKCS8, SignJWT } from 'jose'
import { createPublicKey } from 'node:crypto'
import type { PublicKey, PublicKeySet, RefreshGrant } from '../../core/account/identity-ports.ts'
import { type Clock, SECOND_MS } from '../../core/kernel/clock.ts'
import { newId, type Randomness } from '../../core/kernel/ids.ts'

/** One hour, as Cognito's are: so long may a removed log-in look like one; a removed member is noticed at once. */
export const ACCESS_LIFE_SECONDS = 3_600
const ALGORITHM = 'RS256'

export interface SessionTokenOptions {
  /** RSA of 2,048 bits or more, PEM of PKCS #8. */
  readonly signingKeyPem: string
  readonly issuer: string
  readonly audience: string
  readonly clock: Clock
  readonly randomness: Randomness
}

/** What goes on when a session is refreshed. */
export type GrantedSession = NonNullable<RefreshGrant['session']>

export interface SessionTokens {
  readonly keys: PublicKeySet
  /** An access token with the claims that Amazon Cognito's have, so that one verifier serves both. */
  issue(subject: string, session: GrantedSession): Promise<string>
}

export async function createSessionTokens(options: SessionTokenOptions): Promise<SessionTokens> {
  const { signingKeyPem, issuer, audience, clock, randomness } = options
  const privateKey = await importPKCS8(signingKeyPem, ALGORITHM)
  const publicKey = await publicKeyOf(signingKeyPem)
  return {
    keys: { keys: [publicKey] },
    issue(subject, { id: sid, startedAt: started_ms }) {
      const issuedAt = Math.floor(clock.now() / SECOND_MS)
      return new SignJWT({ token_use: 'access', client_id: audience, sid, started_ms })
        .setProtectedHeader({ alg: ALGORITHM, kid: publicKey.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setJti(newId('ses', randomness))
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_LIFE_SECONDS)
        .sign(privateKey)
    },
  }
}

async function publicKeyOf(signingKeyPem: string): Promise<PublicKey> {
  const jwk = await exportJWK(createPublicKey(signingKeyPem))
  const { n, e } = jwk
  if (n === undefined || e === undefined)
    throw new TypeError('The session signing key is no RSA key.')
  const kid = await calculateJwkThumbprint(jwk, 'sha256')
  return { kty: 'RSA', use: 'sig', alg: ALGORITHM, kid, n, e }
}
