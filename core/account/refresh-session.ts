import type { RefreshSessionInput } from './account-input.ts'
import type { IdentityProvider, Session } from './identity-ports.ts'

/** Trades a refresh token, which works once, for a new session. Throws `unauthenticated`. */
export function refreshSession(
  deps: { readonly identity: IdentityProvider },
  input: RefreshSessionInput,
): Promise<Session> {
  return deps.identity.refreshSession(input.refreshToken)
}
