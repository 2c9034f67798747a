import { leastFor } from '../../../core/account/permissions.ts'
import { mayActAs, ROLES } from '../../../core/account/role.ts'
import type { Route } from '../../../lambdas/http/route.ts'

/** Who asks: nobody, a role of the account, or an operator. */
export const ASKERS = ['nobody', ...ROLES, 'operator'] as const
export type Asker = (typeof ASKERS)[number]

/** Whose thing the path names; paths that name nothing are the asker's own. */
export const WHOSE = ['own', 'foreign', 'missing'] as const
export type Whose = (typeof WHOSE)[number]

/**
 * What one's own thing answers where that is no success: the example of the route's document asks for what is not there
 * to be had. Routes that are not listed answer with the one success that they document.
 */
const OWN: Readonly<Record<string, number>> = {
  confirmSignUp: 422,
  openSession: 401,
  refreshSession: 401,
  claimOperator: 401,
  resetPassword: 422,
  acceptInvitation: 422,
  // The name of the account is missing.
  deleteAccount: 422,
  // Has not accepted yet.
  changeMember: 409,
  // Asked with API tokens, which are nobody's log-in.
  endSession: 409,
  changePassword: 409,
  // Nothing has failed, nothing is being deleted.
  retryTenant: 409,
  // The delivery is on its way.
  replayWebhookDelivery: 409,
  restoreTenant: 409,
}

/** What an operator, who belongs to no account, is told by routes of "the account". */
const OF_NO_ACCOUNT: Readonly<Record<string, number>> = { getAccount: 404 }

/** The status that the table of permissions and the kind of thing lead to. */
export function expectedStatus(row: Route<never>, asker: Asker, whose: Whose): number {
  const least = leastFor(row.access)
  if (least === 'public') return ownStatus(row)
  if (asker === 'nobody') return 401
  if (asker === 'operator') return ofOperator(row, whose)
  if (least === 'operator' || !mayActAs(asker, least)) return 403
  if (whose !== 'own') return 404
  // It is the owner's, and a developer revokes tokens of their own.
  if (asker === 'developer' && row.operationId === 'revokeToken') return 403
  return ownStatus(row)
}

/** Acts with the rights of a viewer in every account, and alone on the operator's routes. */
function ofOperator(row: Route<never>, whose: Whose): number {
  const least = leastFor(row.access)
  if (least !== 'operator' && least !== 'viewer') return 403
  const ofAccount = row.path.startsWith('/account') && least === 'viewer'
  if (ofAccount && row.path.includes('{')) return 404
  if (ofAccount) return OF_NO_ACCOUNT[row.operationId] ?? ownStatus(row)
  return whose === 'missing' ? 404 : ownStatus(row)
}

function ownStatus(row: Route<never>): number {
  const success = Object.keys(row.answers).find((status) => status.startsWith('2'))
  return OWN[row.operationId] ?? Number(success)
}
