import type { IdentityProvider, Mail, SessionVerifier } from '../../core/account/identity-ports.ts'

/** A provider that knows nobody, or nobody of the addresses that `newAddress` gives. */
export interface IdentityUnderTest {
  readonly identity: IdentityProvider
  readonly sessions: SessionVerifier
  /** The code that was sent last to an address. */
  codeFor(email: string): string
  /** The same, of codes for a new password. */
  resetCodeFor(email: string): string
  /** Mails without a code. */
  notesTo(email: string): readonly Mail[]
  /** Turns the clock on that codes are judged by. */
  pass(ms: number): void
}

export type OpenIdentity = () => Promise<IdentityUnderTest>

export const PASSWORD = 'correct horse battery'
export const OPERATION_ID = 'op_abcdefghij0123456789'
let people = 0

export function newAddress(): string {
  people += 1
  return `person-${people}@example.com`
}

export function request(email: string, more: { password?: string; accountName?: string } = {}) {
  return { email, password: PASSWORD, accountName: 'Acme', operationId: OPERATION_ID, ...more }
}

/** A code that is not this one. */
export function otherThan(code: string, by = 1): string {
  return String((Number(code) + by) % 1_000_000).padStart(6, '0')
}

/** Signs up with a new address. */
export async function signedUp(under: IdentityUnderTest) {
  const email = newAddress()
  await under.identity.signUp(request(email))
  return { email, code: under.codeFor(email) }
}

export async function confirmed(under: IdentityUnderTest) {
  const { email, code } = await signedUp(under)
  return { email, code, person: await under.identity.confirm(email, code) }
}
