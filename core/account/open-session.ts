import type { Origin } from './account.ts'
import type { OpenSessionInput } from './account-input.ts'
import type { IdentityProvider, Session } from './identity-ports.ts'
import { openAccount, type OpenAccountDeps } from './open-account.ts'

export interface OpenSessionDeps extends OpenAccountDeps {
  readonly identity: IdentityProvider
}

/**
 * Logs a person in. Throws `unauthenticated` for a wrong password, an unknown and an unconfirmed address alike. Opens
 * the account if confirming was cut short before it could, so that nobody has a log-in without an account.
 */
export async function openSession(
  deps: OpenSessionDeps,
  input: OpenSessionInput & { readonly origin: Origin },
): Promise<Session> {
  const { session, signUp } = await deps.identity.openSession(input.email, input.password)
  await openAccount(deps, signUp, input.origin)
  return session
}
