import { describe, expect, it } from '@jest/globals'
import { createClusterFacts } from '../../../core/invoice/cluster-facts.ts'
import { CELL } from '../fixtures/world.ts'
import { theTotals } from '../../contracts/meter-fixtures.ts'

const MONTHLY = 31_000_000

function factsAt(now: number, cost: { readonly monthlyCostMicros?: number } = {}) {
  return createClusterFacts({
    clusters: { get: async (id) => (id === 'cl_1' ? { ...CELL, ...cost } : undefined) },
    meter: { totals: async (id) => (id === 'cl_1' ? theTotals(1) : null) },
    clock: { now: () => now },
  })
}

describe('What a cluster costs', () => {
  const told = { monthlyCostMicros: MONTHLY }

  it('is its monthly cost in a month that is over, and the part that is over of the running one', async () => {
    const facts = factsAt(Date.UTC(2026, 4, 11), told)
    expect(await facts.costMicros('cl_1', '2026-03')).toBe(31_000_000n)
    expect(await facts.costMicros('cl_1', '2026-05')).toBe(10_000_000n)
    expect(await facts.costMicros('cl_1', '2026-06')).toBe(0n)
  })

  it('is not known where nobody said it', async () => {
    expect(await factsAt(Date.UTC(2026, 4, 11)).costMicros('cl_1', '2026-05')).toBeNull()
    expect(await factsAt(Date.UTC(2026, 4, 11), told).costMicros('cl_2', '2026-05')).toBeNull()
  })
})

describe('What its brokers counted', () => {
  const facts = factsAt(Date.UTC(2026, 4, 11))

  it('is known of bytes, in months that were metered', async () => {
    expect(await facts.brokerTotal('cl_1', 'bytes_in', '2026-05')).toBe(10n ** 20n)
    expect(await facts.brokerTotal('cl_1', 'bytes_out', '2026-05')).toBe(0n)
    expect(await facts.brokerTotal('cl_1', 'bytes_in', '2026-04')).toBeNull()
    expect(await facts.brokerTotal('cl_1', 'storage_byte_hours', '2026-05')).toBeNull()
    expect(await facts.brokerTotal('cl_2', 'bytes_in', '2026-05')).toBeNull()
  })
})
