import type { AuditEvent } from '../audit/audit-event.ts'
import { ACCOUNT_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { newEvent } from '../audit/new-event.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { isServiceError, ServiceError } from '../kernel/service-error.ts'
import type { Operation } from '../operation/operation.ts'
import type { Account, Member, Origin } from './account.ts'
import type { AccountStore } from './account-ports.ts'
import type { ConfirmedSignUp } from './identity-ports.ts'

export interface OpenAccountDeps {
  readonly accounts: AccountStore
  readonly clock: Clock
  readonly randomness: Randomness
}

/** Two or three come at once at most: a person who confirms and logs in, and repeats themselves. */
const TRIES = 5

/**
 * The account of a confirmed sign-up: made now, or the one that was made before. Repeatable, because the provider
 * confirms in its own store: whoever comes next after a crash between the two makes the account.
 */
export async function openAccount(
  deps: OpenAccountDeps,
  signUp: ConfirmedSignUp,
  origin: Origin,
): Promise<Member> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const known = await deps.accounts.memberBySubject(signUp.subject)
    if (known !== undefined) return known
    const { operationId } = signUp
    if (operationId === null)
      throw new ServiceError('unauthenticated', 'This log-in belongs to no account any more.')
    const { account, owner, event, operation } = openingOf(deps, { ...signUp, operationId }, origin)
    try {
      await deps.accounts.open(account, owner, event, operation)
      return owner
    } catch (error) {
      if (!isServiceError(error, 'conflict')) throw error
    }
  }
  throw new ServiceError(
    'unavailable',
    'The account is being opened by another request. Try again.',
  )
}

interface Opening {
  readonly account: Account
  readonly owner: Member
  readonly event: AuditEvent
  readonly operation: Operation
}

function openingOf(
  deps: OpenAccountDeps,
  signUp: ConfirmedSignUp & { readonly operationId: string },
  origin: Origin,
): Opening {
  const { randomness } = deps
  const createdAt = deps.clock.now()
  const { subject, email, accountName, operationId } = signUp
  const account: Account = { id: newId('acc', randomness), name: accountName, createdAt }
  const accountId = account.id
  const owner: Member = {
    id: newId('mem', randomness),
    accountId,
    subject,
    email,
    role: 'owner',
    createdAt,
  }
  const resource = '/v1/account'
  return {
    account,
    owner,
    event: newEvent(deps, origin, {
      accountId,
      actor: owner.id,
      action: 'account.open',
      resource,
      ...changeOf(ACCOUNT_FIELDS, undefined, account),
    }),
    operation: { id: operationId, accountId, resource, generation: 0, state: 'done', createdAt },
  }
}
