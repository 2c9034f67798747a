import type { Actor, Origin } from '../account/account.ts'
import { BILLING_FIELDS, BUDGET_FIELDS } from './told-fields.ts'
import { changeOf, type Fields } from '../audit/change.ts'
import { newEvent } from '../audit/new-event.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { type ExpectedStates, refuseUnexpected } from '../kernel/refuse-unexpected.ts'
import { isLostRace } from '../repeat/repeat.ts'
import type { BillingProfile } from './billing-profile.ts'
import type { ChangeBillingInput, ChangeBudgetInput } from './budget-input.ts'
import type { BillingProfileStore } from './invoice-ports.ts'

export interface ProfileDeps {
  readonly profiles: BillingProfileStore
  readonly clock: Clock
  readonly randomness: Randomness
}

export interface Asking extends Origin {
  readonly actor: Actor
  /** Versions of the profile, one of which the caller saw; another one is `precondition_failed`. */
  readonly expected?: ExpectedStates
}

const TRIES = 5

/** Sets or removes (null) the account's budget. Marks that were told already are told again for the new one. */
export async function changeBudget(
  deps: ProfileDeps,
  asking: Asking,
  { monthlyMicros, hardStop }: ChangeBudgetInput,
): Promise<BillingProfile> {
  const budget = monthlyMicros === null ? null : { monthlyMicros: BigInt(monthlyMicros), hardStop }
  const { accountId } = asking.actor
  const told = { accountId, action: 'budget.change', fields: BUDGET_FIELDS }
  return await change(deps, asking, told, (profile) => ({
    ...profile,
    budget,
    reached: null,
  }))
}

/** Says who the account is at the payment service. For the operator. */
export async function changeBilling(
  deps: ProfileDeps,
  asking: Asking,
  accountId: string,
  { paymentCustomer }: ChangeBillingInput,
): Promise<BillingProfile> {
  const told = { accountId, action: 'billing.change', fields: BILLING_FIELDS }
  return await change(deps, asking, told, (profile) => ({
    ...profile,
    paymentCustomer,
  }))
}

interface Told {
  readonly accountId: string
  readonly action: string
  readonly fields: Fields<BillingProfile>
}

async function change(
  deps: ProfileDeps,
  asking: Asking,
  { accountId, action, fields }: Told,
  decide: (profile: BillingProfile) => BillingProfile,
): Promise<BillingProfile> {
  for (let tries = 1; ; tries += 1) {
    const stored = await deps.profiles.get(accountId)
    refuseUnexpected('budget', stored.version, asking.expected)
    const next = { ...decide(stored), version: stored.version + 1 }
    const event = newEvent(deps, asking, {
      accountId,
      actor: asking.actor.id,
      action,
      resource: '/v1/account/budget',
      ...changeOf(fields, stored, next),
    })
    try {
      await deps.profiles.put(next, [event])
      return next
    } catch (error) {
      if (!isLostRace(error) || tries >= TRIES) throw error
    }
  }
}
