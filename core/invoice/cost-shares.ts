import { sumOf } from '../kernel/money.ts'
import { planOf } from '../plan/plan.ts'
import type { RevenueRow } from './revenue.ts'

/**
 * A cluster's cost, divided among the plans on it by what they may send: a plan's limits are its share of the brokers, used or
 * not. In the order of the rows; the shares add up to the cost, to the millionth.
 */
export function costShares(costMicros: bigint, rows: readonly RevenueRow[]): readonly bigint[] {
  const weights = rows.map(
    ({ plan, tenants }) => BigInt(tenants) * BigInt(planOf(plan).limits.produceBytesPerSecond),
  )
  const whole = sumOf(weights)
  let before = 0n
  return weights.map((weight) => {
    const from = before
    before += weight
    return whole === 0n ? 0n : (costMicros * before) / whole - (costMicros * from) / whole
  })
}
