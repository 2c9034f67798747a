import type { Session } from '../../core/account/identity-ports.ts'
import type { IdentityParts } from './identity-parts.ts'
import { grantRefresh } from './refresh-grants.ts'
import { ACCESS_LIFE_SECONDS } from './session-tokens.ts'

export async function newSession(parts: IdentityParts, subject: string): Promise<Session> {
  const [accessToken, refreshToken] = await Promise.all([
    parts.sessionTokens.issue(subject),
    grantRefresh(parts, subject),
  ])
  return { accessToken, refreshToken, expiresInSeconds: ACCESS_LIFE_SECONDS }
}
