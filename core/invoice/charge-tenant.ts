import { amountOf } from '../kernel/money.ts'
import type { PlanId } from '../plan/plan.ts'
import { type PlanChange, type PlanPeriod, planPeriods } from '../plan/plan-change.ts'
import type { PriceBookVersion } from '../plan/price-book.ts'
import { METERS, type UsageRecord } from '../usage/usage-record.ts'
import type { InvoiceLine } from './invoice.ts'
import { endOf, type Period, secondsOf, startOf } from './period.ts'
import { planAt } from './plan-at.ts'
import { rateMeter } from './rate-meter.ts'

export interface TenantMonth {
  readonly period: Period
  /** The tenant's own, at least one. */
  readonly changes: readonly PlanChange[]
  /** The tenant's own windows of that month, each once. */
  readonly records: readonly UsageRecord[]
  readonly prices: PriceBookVersion
  /** Where a month that is not over is cut. */
  readonly until?: number
}

/**
 * What one tenant owes for a month: the flat price of each plan by the second it was paid for, and its meters. A window
 * is priced by the plan that was paid for when it began; what was used while no plan was paid for costs nothing.
 */
export function chargeTenant(month: TenantMonth): readonly InvoiceLine[] {
  const to = Math.min(endOf(month.period), month.until ?? Number.POSITIVE_INFINITY)
  const periods = planPeriods(month.changes, startOf(month.period), to)
  const [first] = month.changes
  if (first === undefined) return []
  // As it was called in that month: what it is called since changes no invoice.
  const name = month.changes.findLast(({ at }) => at < to)?.tenantName ?? first.tenantName
  const plans = [...new Set(periods.map(({ plan }) => plan))].sort()
  return plans.flatMap((plan) => {
    const seconds = secondsOn(periods, plan)
    if (seconds === 0n) return []
    const who = { tenantId: first.tenantId, name, plan, seconds }
    return [...planLine(month, who), ...meterLines(month, periods, who)]
  })
}

interface Payer {
  readonly tenantId: string
  readonly name: string
  readonly plan: PlanId
  readonly seconds: bigint
}

/** Every stretch together, so that switching back and forth is rounded once. Begun seconds count as none. */
function secondsOn(periods: readonly PlanPeriod[], plan: PlanId): bigint {
  const own = periods.filter((each) => each.plan === plan)
  return BigInt(Math.floor(own.reduce((sum, { from, to }) => sum + (to - from), 0) / 1_000))
}

/** A whole month is the monthly price, in months of 28 days as of 31: that is the cap. */
function planLine({ period, prices }: TenantMonth, payer: Payer): readonly InvoiceLine[] {
  const price = { micros: prices.plans[payer.plan].flatMonthlyMicros, per: secondsOf(period) }
  return [
    {
      kind: 'plan',
      period,
      tenantId: payer.tenantId,
      item: payer.plan,
      description: `${payer.name}: plan ${payer.plan}`,
      quantity: payer.seconds,
      baseUnit: 'second',
      unit: 'month',
      price,
      amountMicros: amountOf(payer.seconds, price),
    },
  ]
}

function meterLines(
  { period, prices, records }: TenantMonth,
  periods: readonly PlanPeriod[],
  { tenantId, name, plan, seconds }: Payer,
): readonly InvoiceLine[] {
  const monthSeconds = secondsOf(period)
  const own = records.filter((record) => planAt(periods, record) === plan)
  return METERS.flatMap((meter) => {
    const tariff = prices.plans[plan].meters[meter]
    if (tariff === undefined) return []
    const used = own.filter((record) => record.meter === meter)
    const quantity = used.reduce((sum, record) => sum + record.quantity, 0n)
    const use = { period, tenantId, tenantName: name, meter, planName: plan, quantity }
    return rateMeter({ ...use, seconds, monthSeconds }, tariff)
  })
}
