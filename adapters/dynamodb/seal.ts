import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A text that only the key opens, and only under the name it was sealed for. */
export interface Sealed {
  readonly nonce: Uint8Array
  readonly ciphertext: Uint8Array
  readonly tag: Uint8Array
}

export const SEALING_KEY_BYTES = 32

/** AES-256-GCM takes a nonce of 96 bits, never twice under one key (NIST SP 800-38D, 8.2.2: random is fine to 2^32). */
const NONCE_BYTES = 12
const TAG_BYTES = 16

export function seal(key: Uint8Array, name: string, text: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(name))
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { nonce, ciphertext, tag: cipher.getAuthTag() }
}

/** Throws when the key, the name or the sealed text is not the one it was. */
export function unseal(key: Uint8Array, name: string, sealed: Sealed): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(name))
  decipher.setAuthTag(sealed.tag)
  return decipher.update(sealed.ciphertext, undefined, 'utf8') + decipher.final('utf8')
}
