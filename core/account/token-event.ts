import type { AuditEvent } from '../audit/audit-event.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import type { Actor, Origin } from './account.ts'

/** What the trail says about a token that was made or revoked. */
export function tokenEvent(
  action: 'token.create' | 'token.revoke',
  tokenId: string,
  by: { readonly actor: Actor; readonly origin: Origin },
  at: number,
  randomness: Randomness,
): AuditEvent {
  return {
    id: newId('evt', randomness),
    accountId: by.actor.accountId,
    at,
    actor: by.actor.id,
    action,
    resource: `/account/tokens/${tokenId}`,
    outcome: 'done',
    ...by.origin,
  }
}
