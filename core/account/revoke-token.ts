import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { notFound, ServiceError } from '../kernel/service-error.ts'
import type { Actor, Origin } from './account.ts'
import type { AccountStore } from './account-ports.ts'
import { mayActAs } from './role.ts'
import { tokenEvent } from './token-event.ts'

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
  if (token.revokedAt !== null) return
  const at = deps.clock.now()
  const event = tokenEvent('token.revoke', tokenId, request, at, deps.randomness)
  await deps.accounts.revokeToken(actor.accountId, tokenId, at, event)
}
