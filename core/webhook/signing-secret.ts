import type { Randomness } from '../kernel/ids.ts'

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32

/** `whsec_` and base64: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export function newSigningSecret(randomness: Randomness): string {
  const bytes = Array.from(randomness.bytes(SECRET_BYTES), (byte) => String.fromCharCode(byte))
  return `whsec_${btoa(bytes.join(''))}`
}
