import type { BillingProfile } from './billing-profile.ts'
import { lookAtBudget } from './budget-marks.ts'
import { budgetNotice } from './budget-notice.ts'
import type { ProfileDeps } from './change-profile.ts'
import { draftInvoice } from './draft-invoice.ts'
import type { BasisDeps } from './gather-basis.ts'

export type BudgetDeps = BasisDeps & ProfileDeps

export interface BudgetDecision {
  readonly profile: BillingProfile
  /** What the holds of the account's tenants should be; null when they need no look. */
  readonly hold: boolean | null
}

/**
 * Looks at what an account costs so far beside its budget, and tells each mark once, as an audit event written with it.
 * Throws `conflict` when the budget was changed meanwhile: the next look sees the new one.
 */
export async function checkBudget(deps: BudgetDeps, accountId: string): Promise<BudgetDecision> {
  const profile = await deps.profiles.get(accountId)
  if (profile.budget === null && !profile.stopped) return { profile, hold: null }
  const draft = await draftInvoice(deps, accountId)
  const sight = lookAtBudget(profile, draft.period, draft.totalMicros)
  const stopped = profile.stopped || sight.stop
  const seen: BillingProfile = {
    ...profile,
    version: profile.version + 1,
    reached: sight.reached,
    stopped,
  }
  const changed = sight.fresh.length > 0 || stopped !== profile.stopped || isOther(profile, seen)
  if (changed)
    await deps.profiles.put(
      seen,
      sight.fresh.map((mark) => budgetNotice(deps, accountId, mark)),
    )
  return { profile: changed ? seen : profile, hold: stopped ? sight.stop : null }
}

/** After the last hold was lifted: the account needs no look at its tenants any more. */
export async function forgetStop({ profiles }: BudgetDeps, profile: BillingProfile): Promise<void> {
  await profiles.put({ ...profile, version: profile.version + 1, stopped: false }, [])
}

function isOther(before: BillingProfile, after: BillingProfile): boolean {
  const [a, b] = [before.reached, after.reached]
  return a?.period !== b?.period || a?.percent !== b?.percent
}
