import type { Actor, Origin } from '../account/account.ts'
import type { AuditEvent } from '../audit/audit-event.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'
import { isServiceError } from '../kernel/service-error.ts'
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
  return await change(deps, asking, { accountId, action: 'budget.change' }, (profile) => ({
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
  return await change(deps, asking, { accountId, action: 'billing.change' }, (profile) => ({
    ...profile,
    paymentCustomer,
  }))
}

async function change(
  { profiles, clock, randomness }: ProfileDeps,
  { actor, requestId, sourceAddress }: Asking,
  { accountId, action }: { readonly accountId: string; readonly action: string },
  decide: (profile: BillingProfile) => BillingProfile,
): Promise<BillingProfile> {
  const event: AuditEvent = {
    id: newId('evt', randomness),
    accountId,
    at: clock.now(),
    actor: actor.id,
    action,
    resource: '/v1/account/budget',
    outcome: 'done',
    requestId,
    sourceAddress,
  }
  for (let tries = 1; ; tries += 1) {
    const stored = await profiles.get(accountId)
    const next = { ...decide(stored), version: stored.version + 1 }
    try {
      await profiles.put(next, [event])
      return next
    } catch (error) {
      if (!isServiceError(error, 'conflict') || tries >= TRIES) throw error
    }
  }
}
