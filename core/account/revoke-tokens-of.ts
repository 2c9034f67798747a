import type { AuditEvent } from '../audit/audit-event.ts'
import type { ApiToken } from './account.ts'
import type { AccountStore } from './account-ports.ts'
import { type Asking, accountEvent, withoutMark } from './account-event.ts'
import { TOKEN_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'

/** Revokes the account's tokens that `which` picks; there are a hundred at most. */
export async function revokeTokensOf(
  deps: { readonly accounts: AccountStore; readonly clock: Clock; readonly randomness: Randomness },
  asking: Asking,
  which: (token: ApiToken) => boolean,
): Promise<void> {
  const { accountId } = asking.actor
  const { items } = await deps.accounts.listTokens(accountId, { limit: 100 })
  const unmarked = withoutMark(asking)
  for (const token of items.filter(which)) {
    const event = revokeEvent(deps, unmarked, token)
    await deps.accounts.revokeToken(accountId, token.id, event.at, event)
  }
}

export function revokeEvent(
  deps: { readonly clock: Clock; readonly randomness: Randomness },
  asking: Asking,
  token: ApiToken,
): AuditEvent {
  return accountEvent(deps, asking, {
    action: 'token.revoke',
    resource: `/v1/account/tokens/${token.id}`,
    ...changeOf(TOKEN_FIELDS, token, undefined),
  })
}

/** Tokens that a member answers for: made by them, or with a token of theirs. */
export function isOf(memberId: string): (token: ApiToken) => boolean {
  return (token) => token.memberId === memberId || token.createdBy === memberId
}
