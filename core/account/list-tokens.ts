import type { Page, PageRequest } from '../kernel/page.ts'
import type { Actor, ApiToken } from './account.ts'
import type { AccountStore } from './account-ports.ts'

/** The account's tokens that are not revoked, by id. Their secrets are not in it. */
export function listTokens(
  deps: { readonly accounts: AccountStore },
  input: { readonly actor: Actor; readonly page: PageRequest },
): Promise<Page<ApiToken>> {
  return deps.accounts.listTokens(input.actor.accountId, input.page)
}
