import { createHash, timingSafeEqual } from 'node:crypto'
import type { SpentCode, SpentCodeStore } from '../../core/account/spent-code-ports.ts'
import { type Clock, MINUTE_MS } from '../../core/kernel/clock.ts'
import { isServiceError, ServiceError } from '../../core/kernel/service-error.ts'

export interface SpentCodes {
  readonly spentCodes: SpentCodeStore
  readonly clock: Clock
}

/** A person at an address who sends a code. */
export interface CodeSent {
  readonly email: string
  readonly subject: string
  readonly digits: string
}

/** Whoever lost an answer asks again at once. */
const REPEATED_WITHIN_MS = 15 * MINUTE_MS
const GUESSES = 5
/** More than the guesses, each of which is one write. */
const WRITES = 10

/** Remembers the code that confirmed. */
export async function rememberSpent(codes: SpentCodes, sent: CodeSent): Promise<void> {
  await update(codes, sent.email, () => ({
    write: {
      hash: hashOf(sent),
      triesLeft: GUESSES,
      expiresAt: codes.clock.now() + REPEATED_WITHIN_MS,
    },
    result: undefined,
  }))
}

/** Whether this is the code that confirmed. A wrong guess is written down before it is answered. */
export async function isSpent(codes: SpentCodes, sent: CodeSent): Promise<boolean> {
  return await update(codes, sent.email, (code) => {
    if (code === undefined || code.triesLeft === 0 || code.expiresAt <= codes.clock.now())
      return { result: false }
    if (isSame(code.hash, hashOf(sent))) return { result: true }
    return { write: { ...code, triesLeft: code.triesLeft - 1 }, result: false }
  })
}

interface Change<T> {
  readonly write?: Omit<SpentCode, 'email' | 'version'>
  readonly result: T
}

/** Again from the reading when somebody else wrote in between. */
async function update<T>(
  { spentCodes }: SpentCodes,
  email: string,
  change: (code: SpentCode | undefined) => Change<T>,
): Promise<T> {
  for (let tries = 0; tries < WRITES; tries += 1) {
    const code = await spentCodes.get(email)
    const { write, result } = change(code)
    if (write === undefined) return result
    try {
      await spentCodes.put({ ...write, email, version: (code?.version ?? 0) + 1 })
      return result
    } catch (error) {
      if (!isServiceError(error, 'conflict')) throw error
    }
  }
  throw new ServiceError('unavailable', 'Too many requests for this address at once. Try again.')
}

/** Not keyed: a spent code opens nothing, so it is no secret; the digest only keeps it out of sight. */
function hashOf({ subject, digits }: CodeSent): string {
  return createHash('sha256').update(`headgate spent-code ${subject} ${digits}`).digest('base64url')
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
