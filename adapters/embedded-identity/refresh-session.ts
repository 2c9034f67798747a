import type { Session } from '../../core/account/identity-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { IdentityParts } from './identity-parts.ts'
import { newSession } from './new-session.ts'
import { redeemRefresh } from './refresh-grants.ts'

export async function refreshSession(parts: IdentityParts, refreshToken: string): Promise<Session> {
  const redeemed = await redeemRefresh(parts, refreshToken)
  if (redeemed === undefined) {
    throw new ServiceError(
      'unauthenticated',
      'This refresh token is not valid, was used or has expired. Log in again.',
    )
  }
  return newSession(parts, redeemed.subject, redeemed.session)
}
