import type { Session } from '../../core/account/identity-ports.ts'
import { newId } from '../../core/kernel/ids.ts'
import type { IdentityParts } from './identity-parts.ts'
import { grantRefresh } from './refresh-grants.ts'
import { ACCESS_LIFE_SECONDS, type GrantedSession } from './session-tokens.ts'

/** Tokens of a session that begins now, or of the one that goes on. */
export async function newSession(
  parts: IdentityParts,
  subject: string,
  session: GrantedSession = {
    id: newId('ses', parts.randomness),
    startedAt: parts.clock.now(),
  },
): Promise<Session> {
  const [accessToken, refreshToken] = await Promise.all([
    parts.sessionTokens.issue(subject, session),
    grantRefresh(parts, subject, session),
  ])
  return { accessToken, refreshToken, expiresInSeconds: ACCESS_LIFE_SECONDS }
}
