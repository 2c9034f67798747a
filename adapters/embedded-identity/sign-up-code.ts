import type { StoredCode } from '../../core/account/identity-ports.ts'
import { MINUTE_MS } from '../../core/kernel/clock.ts'
import { keyedDigest, sameDigest } from './keyed-digest.ts'

export const CODE_LIFE_MS = 15 * MINUTE_MS
const CODE_TRIES = 5

/** What is stored of a code. Keyed, because a million guesses at a plain hash take a second. */
export function storedCode(
  pepper: Uint8Array,
  email: string,
  digits: string,
  now: number,
): StoredCode {
  return {
    hash: codeHash(pepper, email, digits),
    triesLeft: CODE_TRIES,
    expiresAt: now + CODE_LIFE_MS,
  }
}

export function mayBeTried(code: StoredCode, now: number): boolean {
  return code.triesLeft > 0 && code.expiresAt > now
}

export function isRightCode(
  pepper: Uint8Array,
  email: string,
  digits: string,
  code: StoredCode,
): boolean {
  return sameDigest(code.hash, codeHash(pepper, email, digits))
}

function codeHash(pepper: Uint8Array, email: string, digits: string): string {
  return keyedDigest(pepper, 'sign-up-code', `${email} ${digits}`)
}
