import type { AccountStore } from '../account/account-ports.ts'
import { CREDIT_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { newEvent } from '../audit/new-event.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { notFound } from '../kernel/service-error.ts'
import type { AddCreditInput } from './budget-input.ts'
import type { Asking } from './change-profile.ts'
import type { Credit } from './invoice.ts'
import type { InvoiceStore } from './invoice-ports.ts'

export interface CreditDeps {
  readonly accounts: AccountStore
  readonly invoices: InvoiceStore
  readonly clock: Clock
  readonly randomness: Randomness
}

/** Gives an account something back; its next invoices use it up. The entry is never changed. On the account's own trail. */
export async function addCredit(
  deps: CreditDeps,
  asking: Asking,
  accountId: string,
  { amountMicros, reason }: AddCreditInput,
): Promise<Credit> {
  if ((await deps.accounts.get(accountId)) === undefined) throw notFound('account')
  const credit: Credit = {
    id: newId('cre', deps.randomness),
    accountId,
    at: deps.clock.now(),
    amountMicros: BigInt(amountMicros),
    reason,
    createdBy: asking.actor.id,
  }
  const event = newEvent(deps, asking, {
    accountId,
    actor: asking.actor.id,
    action: 'credit.add',
    resource: `/v1/operator/accounts/${accountId}/credits/${credit.id}`,
    ...changeOf(CREDIT_FIELDS, undefined, credit),
  })
  await deps.invoices.addCredit(credit, event)
  return credit
}
