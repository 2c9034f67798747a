import type { AccountStore } from '../account/account-ports.ts'
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

/** Gives an account something back; its next invoices use it up. The entry is never changed. */
export async function addCredit(
  { accounts, invoices, clock, randomness }: CreditDeps,
  { actor }: Asking,
  accountId: string,
  { amountMicros, reason }: AddCreditInput,
): Promise<Credit> {
  if ((await accounts.get(accountId)) === undefined) throw notFound('account')
  const credit: Credit = {
    id: newId('cre', randomness),
    accountId,
    at: clock.now(),
    amountMicros: BigInt(amountMicros),
    reason,
    createdBy: actor.id,
  }
  await invoices.addCredit(credit)
  return credit
}
