import { basisPointsOf } from '../kernel/money.ts'
import type { BillingProfile } from './billing-profile.ts'
import type { Period } from './period.ts'

/** At which percent of a budget its account is told. */
const BUDGET_MARKS = [50, 80, 100] as const

export interface BudgetSight {
  /** Marks that were reached since the last look. */
  readonly fresh: readonly number[]
  readonly reached: BillingProfile['reached']
  /** Whether the hard stop holds now. */
  readonly stop: boolean
}

/** What a month's cost so far means for a budget. A mark is told once a month, however the cost moves around it. */
export function lookAtBudget(
  { budget, reached }: BillingProfile,
  period: Period,
  costMicros: bigint,
): BudgetSight {
  if (budget === null) return { fresh: [], reached: null, stop: false }
  const told = reached?.period === period ? reached.percent : 0
  const now = percentOf(costMicros, budget.monthlyMicros)
  const fresh = BUDGET_MARKS.filter((mark) => mark > told && BigInt(mark) <= now)
  const highest = fresh.at(-1) ?? told
  return {
    fresh,
    reached: highest === 0 ? null : { period, percent: highest },
    stop: budget.hardStop && costMicros >= budget.monthlyMicros,
  }
}

/** Cut, so that 100 % is never said too early; any cost is all of a budget of nothing. */
export function percentOf(costMicros: bigint, budgetMicros: bigint): bigint {
  if (budgetMicros === 0n) return 100n
  return basisPointsOf(costMicros, budgetMicros) / 100n
}
