import { changeOf } from '../audit/change.ts'
import { invalid, isServiceError, notFound } from '../kernel/service-error.ts'
import type { Account } from './account.ts'
import { type Asking, accountEvent, withoutMark } from './account-event.ts'
import { UNCONFIRMED } from './account-input.ts'
import { type DeletionDeps, finishDeletion } from './finish-deletion.ts'
import { ACCOUNT_FIELDS } from './told-fields.ts'

/**
 * Deletes the account for good, once its tenants are gone (`conflict`): nobody can log in to it or use a token of it when
 * this answers. `confirm` is the account's name (`invalid`), so that a slip deletes nothing. Invoices, what they were made
 * of, and the audit trail stay. Safe to repeat and to run twice at once; cut short, it is finished by a repeat, or a minute
 * later by the clock.
 */
export async function deleteAccount(
  deps: DeletionDeps,
  request: Asking,
  confirm: string,
): Promise<void> {
  const asking = withoutMark(request)
  const { accountId } = asking.actor
  const account = await deps.accounts.get(accountId)
  if (account === undefined) throw notFound('account')
  // A repeat cannot know the name any more.
  if (account.deletedAt === undefined) await close(deps, asking, account, confirm)
  await finishDeletion(deps, asking)
}

async function close(
  deps: DeletionDeps,
  { actor, origin }: Asking,
  account: Account,
  confirm: string,
): Promise<void> {
  if (confirm !== account.name) throw invalid('/confirm', UNCONFIRMED)
  // Where they were when they left is not kept.
  const asking = { actor, origin: { ...origin, sourceAddress: null } }
  const event = accountEvent(deps, asking, {
    action: 'account.delete',
    resource: '/v1/account',
    ...changeOf(ACCOUNT_FIELDS, account, undefined),
  })
  try {
    await deps.deletions.close(account.id, event)
  } catch (error) {
    const isClosed = (await deps.accounts.get(account.id))?.deletedAt !== undefined
    if (!isServiceError(error, 'conflict') || !isClosed) throw error
  }
}
