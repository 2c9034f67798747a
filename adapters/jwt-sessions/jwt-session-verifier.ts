import { JwtVerifier } from 'aws-jwt-verify'
import { FetchError } from 'aws-jwt-verify/error'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import type { JwtPayload } from 'aws-jwt-verify/jwt-model'
import type { PublicKeySet, SessionVerifier } from '../../core/account/identity-ports.ts'
import type { VerifiedSession } from '../../core/account/session-ports.ts'
import { SECOND_MS } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { fetchKeys, keysUrlOf } from './published-keys.ts'

export interface JwtSessionOptions {
  readonly issuer: string
  /** What access tokens have in `aud`, or in `client_id`, which is where Amazon Cognito puts it. */
  readonly audience: string
  /** Given: these keys alone count and nothing is ever fetched. Absent: fetched from the issuer's published key set. */
  readonly keys?: PublicKeySet
  /** Where the issuer publishes its keys, if not at `<issuer>/.well-known/jwks.json`. */
  readonly keysUrl?: string
  /** Asked instead of the issuer, by who cannot reach it; undefined while nobody has a session yet. */
  readonly readKeys?: () => Promise<PublicKeySet | undefined>
}

type Verify = (accessToken: string) => Promise<JwtPayload>

/**
 * Verifies RS256 access tokens of Cognito's shape: signature, issuer, audience and expiry (by the clock of the machine,
 * as the library has no other). An id token is refused. `unavailable` when the published keys cannot be fetched.
 */
export function createJwtSessionVerifier(options: JwtSessionOptions): SessionVerifier {
  const verify = options.keys === undefined ? fetching(options) : knowing(options, options.keys)
  return {
    async verify(accessToken: string): Promise<VerifiedSession> {
      const payload = await verify(accessToken).catch(refuse)
      const { sub } = payload
      if (!isAccessToken(payload, options.audience) || sub === undefined || sub === '')
        return refuse()
      return { subject: sub, startedAt: startedAt(payload), ...sessionId(payload) }
    },
  }
}

// The audience is checked afterwards, as it has two places.
function fetching({ issuer, keysUrl, readKeys }: JwtSessionOptions): Verify {
  const jwksUri = keysUrl ?? keysUrlOf(issuer)
  const fetch = readKeys === undefined ? fetchKeys : keptKeys(readKeys)
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch } })
  const verifier = JwtVerifier.create({ issuer, audience: null, jwksUri }, { jwksCache })
  return (accessToken) => verifier.verify(accessToken)
}

function keptKeys(readKeys: () => Promise<PublicKeySet | undefined>) {
  return async (url: string): Promise<ArrayBuffer> => {
    try {
      const keys = (await readKeys()) ?? { keys: [] }
      return new TextEncoder().encode(JSON.stringify(keys)).buffer
    } catch (error) {
      throw new FetchError(url, error)
    }
  }
}

function knowing({ issuer }: JwtSessionOptions, { keys }: PublicKeySet): Verify {
  // The address is only the name of the cached set: synchronous verification never fetches.
  const verifier = JwtVerifier.create({ issuer, audience: null, jwksUri: issuer })
  verifier.cacheJwks({ keys: keys.map((key) => ({ ...key })) })
  return async (accessToken) => verifier.verifySync(accessToken)
}

/** A token without `exp` would pass the library, and an id token is for the page that asked for it, not for an API. */
function isAccessToken(payload: JwtPayload, audience: string): boolean {
  const audiences = [payload.aud ?? [], payload['client_id']].flat()
  const ofUs = audiences.includes(audience)
  return ofUs && payload['token_use'] === 'access' && payload.exp !== undefined
}

/** Our own provider says it to the millisecond; Amazon Cognito to the second, of which the end is meant. */
function startedAt({ started_ms: exact, auth_time: coarse, iat }: JwtPayload): number {
  if (typeof exact === 'number') return exact
  const seconds = typeof coarse === 'number' ? coarse : (iat ?? 0)
  return seconds * SECOND_MS + SECOND_MS - 1
}

/** `origin_jti` is Amazon Cognito's, `sid` our own provider's. */
function sessionId({ sid, origin_jti: origin }: JwtPayload): { readonly id?: string } {
  const id = typeof sid === 'string' ? sid : origin
  return typeof id === 'string' ? { id } : {}
}

/** Says nothing of the library's reason: it may quote the token. */
function refuse(error?: unknown): never {
  if (error instanceof FetchError) {
    throw new ServiceError(
      'unavailable',
      'The keys of the identity provider cannot be read now. Try again.',
      {
        cause: error,
      },
    )
  }
  throw new ServiceError(
    'unauthenticated',
    'This access token is not valid, or has expired. Open a new session.',
  )
}
