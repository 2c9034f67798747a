import type { RefreshSessionInput } from './account-input.ts'
import { type AuthenticateDeps, sessionHolder } from './authenticate.ts'
import type { IdentityProvider, Session } from './identity-ports.ts'

export interface RefreshSessionDeps
  extends Pick<AuthenticateDeps, 'accounts' | 'sessions' | 'endedSessions'> {
  readonly identity: IdentityProvider
}

/**
 * Trades a refresh token, which works once, for a new session. Throws `unauthenticated`, also when the session was ended
 * or the person is a member no more: what the provider gave is thrown away then.
 */
export async function refreshSession(
  deps: RefreshSessionDeps,
  input: RefreshSessionInput,
): Promise<Session> {
  const session = await deps.identity.refreshSession(input.refreshToken)
  await sessionHolder(deps, session.accessToken)
  return session
}
