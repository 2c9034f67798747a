import { FetchError } from 'aws-jwt-verify/error'
import type { PublicKeySet } from '../../core/account/identity-ports.ts'
import { publicKeySetSchema } from '../../core/account/public-key-set.ts'

const TIMEOUT_MS = 3_000
/** A set of a few keys has some kilobytes. */
const BYTES_MAX = 100_000

/** Where OpenID providers publish their keys. */
export function keysUrlOf(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`
}

/** The key set as it is published. Throws the library's `FetchError` for an address that does not answer. */
export async function fetchKeys(url: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    })
    const bytes = await response.arrayBuffer()
    if (!response.ok || bytes.byteLength > BYTES_MAX) throw new Error(`Status ${response.status}.`)
    return bytes
  } catch (error) {
    throw new FetchError(url, error)
  }
}

/** The same set for whoever asks our API for it. */
export async function publishedKeys(url: string): Promise<PublicKeySet> {
  return publicKeySetSchema.parse(JSON.parse(new TextDecoder().decode(await fetchKeys(url))))
}
