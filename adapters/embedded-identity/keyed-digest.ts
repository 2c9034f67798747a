import { createHmac, timingSafeEqual } from 'node:crypto'

/** HMAC-SHA-256 as text. `purpose` keeps what is made for one use from being worth anything in another. */
export function keyedDigest(key: Uint8Array, purpose: string, text: string): string {
  return createHmac('sha256', key).update(`headgate ${purpose} ${text}`).digest('base64url')
}

/** In constant time for texts of one length. */
export function sameDigest(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
