import * as z from 'zod'
import type { BillingProfile } from '../../../core/invoice/billing-profile.ts'
import { changeBudgetSchema } from '../../../core/invoice/budget-input.ts'
import { percentOf } from '../../../core/invoice/budget-marks.ts'
import { changeBudget } from '../../../core/invoice/change-profile.ts'
import { draftInvoice } from '../../../core/invoice/draft-invoice.ts'
import type { Invoice } from '../../../core/invoice/invoice.ts'
import { microsNumber } from '../../../core/kernel/money.ts'
import { ok } from '../answers.ts'
import type { BillingDeps } from '../deps.ts'
import { etagOf } from '../etag.ts'
import { type Answer, type Route, route } from '../route.ts'

const budgetSchema = z.object({
  monthlyMicros: z.int().nullable(),
  hardStop: z.boolean(),
  period: z.string(),
  costMicros: z.int(),
  percent: z.int().nullable(),
  reachedPercent: z.int(),
  stopped: z.boolean(),
})

async function draftedBudget(deps: BillingDeps, profile: BillingProfile): Promise<Answer> {
  const body = budgetView(profile, await draftInvoice(deps, profile.accountId))
  return ok(body, { ETag: etagOf(profile.version) })
}

/** What the account spends beside what it wants to spend. */
export function budgetView(
  { budget, reached, stopped }: Pick<BillingProfile, 'budget' | 'reached' | 'stopped'>,
  { period, totalMicros }: Pick<Invoice, 'period' | 'totalMicros'>,
): z.output<typeof budgetSchema> {
  const percent = budget === null ? null : percentOf(totalMicros, budget.monthlyMicros)
  return {
    monthlyMicros: budget === null ? null : microsNumber(budget.monthlyMicros),
    hardStop: budget?.hardStop ?? false,
    period,
    costMicros: microsNumber(totalMicros),
    percent: percent === null ? null : Number(percent),
    reachedPercent: reached?.period === period ? reached.percent : 0,
    stopped,
  }
}

export const budgetRoutes: readonly Route<BillingDeps>[] = [
  route({
    method: 'GET',
    path: '/account/budget',
    operationId: 'getBudget',
    summary: 'What the account wants to spend a month, and what it spent so far',
    tag: 'billing',
    access: 'invoice.read',
    answers: { 200: { description: 'The budget.', schema: budgetSchema } },
    handle: async (deps, { actor }) =>
      await draftedBudget(deps, await deps.profiles.get(actor.accountId)),
  }),
  route({
    method: 'PATCH',
    path: '/account/budget',
    operationId: 'changeBudget',
    summary: 'Set the budget (null for none); with hardStop, tenants are read-only at 100 %',
    tag: 'billing',
    access: 'budget.change',
    body: changeBudgetSchema,
    bodyExample: { monthlyMicros: 100_000_000, hardStop: false },
    answers: { 200: { description: 'The budget.', schema: budgetSchema } },
    handle: async (deps, call) =>
      await draftedBudget(deps, await changeBudget(deps, call, call.body)),
  }),
]
