import * as z from 'zod'
import { ServiceError } from '../../core/kernel/service-error.ts'

const claimsSchema = z.record(z.string(), z.unknown())

/**
 * The text claims of an id token that came straight from Cognito over TLS, in the answer to our own question: its
 * signature need not be looked at (OpenID Connect Core 1.0, 3.1.3.7). Never for a token that a caller sent.
 */
export function claimsOf(idToken: string): ReadonlyMap<string, string> {
  try {
    const [, payload = ''] = idToken.split('.')
    const claims = claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    const texts = Object.entries(claims).filter(([, value]) => typeof value === 'string')
    return new Map(texts.map(([name, value]) => [name, String(value)]))
  } catch {
    throw new ServiceError('internal', 'The identity provider gave an id token that is none.')
  }
}
