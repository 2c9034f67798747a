import { changeOf } from '../audit/change.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { notFound } from '../kernel/service-error.ts'
import type { Account } from './account.ts'
import { type Asking, accountEvent } from './account-event.ts'
import type { RenameAccountInput } from './account-input.ts'
import type { AccountStore } from './account-ports.ts'
import { ACCOUNT_FIELDS } from './told-fields.ts'

export interface RenameDeps {
  readonly accounts: AccountStore
  readonly clock: Clock
  readonly randomness: Randomness
}

/** Gives the account another name, which invoices made from now on show. The same name again changes nothing. */
export async function renameAccount(
  deps: RenameDeps,
  asking: Asking,
  { name }: RenameAccountInput,
): Promise<Account> {
  const account = await deps.accounts.get(asking.actor.accountId)
  if (account === undefined) throw notFound('account')
  if (account.name === name) return account
  const renamed = { ...account, name }
  const event = accountEvent(deps, asking, {
    action: 'account.change',
    resource: '/v1/account',
    ...changeOf(ACCOUNT_FIELDS, account, renamed),
  })
  await deps.accounts.rename(account.id, name, event)
  return renamed
}
