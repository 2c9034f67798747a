import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { notFound, ServiceError } from '../kernel/service-error.ts'
import type { Actor, ApiToken, Origin } from './account.ts'
import type { AccountStore } from './account-ports.ts'
import { mayActAs } from './role.ts'
import { revokeEvent } from './revoke-tokens-of.ts'

export interface RevokeTokenDeps {
  readonly accounts: AccountStore
  readonly clock: Clock
  readonly randomness: Randomness
}

export interface RevokeTokenRequest {
  readonly actor: Actor
  readonly tokenId: string
  readonly origin: Origin
}

/**
 * Ends a token at once and for good; a repeat is fine. Throws `not_found`, and `forbidden` for a token that may do more
 * than the one who asks.
 */
export async function revokeToken(
  deps: RevokeTokenDeps,
  request: RevokeTokenRequest,
): Promise<void> {
  const { actor, tokenId } = request
  const token = await deps.accounts.getToken(actor.accountId, tokenId)
  if (token === undefined) throw notFound('token')
  if (!mayActAs(actor.role, token.role)) {
    throw new ServiceError(
      'forbidden',
      `A token with role "${token.role}" needs that role to revoke.`,
    )
  }
  refuseOthers(actor, token)
  if (token.revokedAt !== null) return
  const event = revokeEvent(deps, request, token)
  await deps.accounts.revokeToken(actor.accountId, tokenId, event.at, event)
}

/** Below an admin, one revokes what is one's own: made by the member or token that asks, or by the same person. */
function refuseOthers(actor: Actor, token: ApiToken): void {
  if (mayActAs(actor.role, 'admin')) return
  const own = [token.id, token.createdBy].includes(actor.id)
  const sameMember = actor.memberId !== undefined && token.memberId === actor.memberId
  if (own || sameMember) return
  throw new ServiceError('forbidden', 'Tokens of others are revoked by an admin.')
}
