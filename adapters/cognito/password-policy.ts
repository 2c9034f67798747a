import { invalid } from '../../core/kernel/service-error.ts'

const CHARACTERS_MIN = 12
const NEEDED = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]

/**
 * The pool's own policy (lib/constructs/sign-in-pool.ts), asked before the pool is: it looks at the address first, so
 * that a bad password would be refused for an unknown address alone and tell the two apart.
 */
export function refuseWeakPassword(password: string): void {
  if (password.length >= CHARACTERS_MIN && NEEDED.every((kind) => kind.test(password))) return
  throw weakPassword()
}

export function weakPassword() {
  return invalid(
    '/password',
    `A password has at least ${CHARACTERS_MIN} characters, among them a small letter, a capital letter, a digit and a symbol.`,
  )
}
