import * as z from 'zod'
import { PLAN_IDS, type PlanId } from './plan.ts'

/**
 * From when on a tenant pays for which plan, or (null) for none. Written in one transaction with what caused it and
 * never changed, so that bills can be made long after the tenant is gone.
 */
export interface PlanChange {
  readonly accountId: string
  readonly tenantId: string
  /** The version of the tenant that it came with: orders the changes of a tenant, whatever clocks did. */
  readonly order: number
  readonly at: number
  readonly plan: PlanId | null
  readonly tenantName: string
  readonly clusterId: string | null
}

/** As it is stored, and as customers get it with their invoices. */
export const planChangeSchema: z.ZodType<PlanChange> = z.strictObject({
  accountId: z.string(),
  tenantId: z.string(),
  order: z.int(),
  at: z.int(),
  plan: z.enum(PLAN_IDS).nullable(),
  tenantName: z.string(),
  clusterId: z.string().nullable(),
})

/** A stretch of time, half-open, for which a tenant pays for one plan. */
export interface PlanPeriod {
  readonly plan: PlanId
  readonly from: number
  readonly to: number
}

/** The changes in order, each once, and none before the one that it follows: a clock may have been set back. */
function inOrder(changes: readonly PlanChange[]): readonly PlanChange[] {
  const once = new Map(changes.map((change) => [change.order, change]))
  const sorted = [...once.values()].sort((a, b) => a.order - b.order)
  let latest = Number.NEGATIVE_INFINITY
  return sorted.map((change) => {
    latest = Math.max(latest, change.at)
    return { ...change, at: latest }
  })
}

/** What one tenant pays for in [from, to), by the changes of that tenant. */
export function planPeriods(
  changes: readonly PlanChange[],
  from: number,
  to: number,
): readonly PlanPeriod[] {
  const ordered = inOrder(changes)
  return ordered.flatMap(({ plan, at }, n) => {
    const begins = Math.max(at, from)
    const ends = Math.min(ordered[n + 1]?.at ?? to, to)
    return plan === null || begins >= ends ? [] : [{ plan, from: begins, to: ends }]
  })
}
