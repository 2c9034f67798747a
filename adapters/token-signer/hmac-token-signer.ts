import { createHmac, timingSafeEqual } from 'node:crypto'
import type { TokenSigner } from '../../core/account/account-ports.ts'

/** Signs with HMAC-SHA-256 under a pepper of at least 32 random bytes. Losing the pepper loses every API token. */
export class HmacTokenSigner implements TokenSigner {
  readonly #pepper: Uint8Array

  constructor(pepper: Uint8Array) {
    if (pepper.length < 32) throw new RangeError('The token pepper has fewer than 32 bytes.')
    this.#pepper = pepper
  }

  sign(tokenId: string): string {
    return this.#mac('api-token', tokenId).toString('base64url')
  }

  signPlace(place: string): string {
    return this.#mac('place', place).toString('base64url')
  }

  verify(tokenId: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(tokenId))
    const given = Buffer.from(signature)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  /** The purpose keeps what is signed for one use from being worth anything in another. */
  #mac(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.#pepper).update(`headgate ${purpose} ${text}`).digest()
  }
}
