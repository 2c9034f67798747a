import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { costShares } from '../../../core/invoice/cost-shares.ts'
import type { RevenueRow } from '../../../core/invoice/revenue.ts'
import { PLAN_IDS, planOf } from '../../../core/plan/plan.ts'

const NOTHING = { bytes_in: 0n, bytes_out: 0n, storage_byte_hours: 0n, partition_hours: 0n }

function row(plan: RevenueRow['plan'], tenants: number): RevenueRow {
  return { clusterId: 'cl_1', plan, tenants, revenueMicros: 0n, quantities: NOTHING }
}

describe('The cost of a cluster by plan', () => {
  it('follows what its tenants may send', () => {
    const [small, large] = (['basic-0', 'basic-2'] as const).map((plan) =>
      BigInt(planOf(plan).limits.produceBytesPerSecond),
    )
    if (small === undefined || large === undefined) throw new Error('There are two plans.')
    const cost = (3n * small + large) * 7n
    expect(costShares(cost, [row('basic-0', 3), row('basic-2', 1)])).toEqual([
      21n * small,
      7n * large,
    ])
    expect(costShares(5n, [row('trial', 1)])).toEqual([5n])
    expect(costShares(5n, [])).toEqual([])
  })

  it('adds up to the cost, whatever cannot be divided', async () => {
    const rows = fc.array(
      fc.record({ plan: fc.constantFrom(...PLAN_IDS), tenants: fc.integer({ min: 1, max: 99 }) }),
      { minLength: 1, maxLength: 5 },
    )
    await fc.assert(
      fc.property(rows, fc.bigInt({ min: 0n, max: 10n ** 13n }), (some, cost) => {
        const shares = costShares(
          cost,
          some.map(({ plan, tenants }) => row(plan, tenants)),
        )
        expect(shares.reduce((sum, each) => sum + each, 0n)).toBe(cost)
        expect(shares.every((each) => each >= 0n)).toBe(true)
      }),
      { seed: 1 },
    )
  })
})
