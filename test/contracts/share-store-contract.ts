import { describe, expect, it } from '@jest/globals'
import type { ShareChunk } from '../../core/quota/quota-ports.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import { aTenant } from './store-fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

const CELL = 'cl_1'
const rates = {
  produceBytesPerSecond: 64_000,
  consumeBytesPerSecond: 256_000,
  requestPercentage: 12.5,
}

function aChunk(more: Partial<ShareChunk> = {}, tenants = 1): ShareChunk {
  const each = Array.from({ length: tenants }, () => aTenant().id).map((tenantId) => ({
    tenantId,
    plan: 'basic-1' as const,
    users: [1, 2].map((n) => ({
      username: `${tenantId}-${n}`,
      quota: rates,
      lately: { ...rates, produceBytesPerSecond: 0.25 },
      sentAt: 1_764_000_000_123,
      sure: n === 1,
    })),
    spans: Array.from({ length: 20 }, (_, n) => ({
      from: n,
      to: n + 1,
      produceBytes: 12_345.5,
      consumeBytes: 0,
    })),
    aims: { produce: 1, consume: 0.75 },
    ahead: 12_345,
    lookedAt: 1_764_000_000_123,
  }))
  return { clusterId: CELL, part: 3, version: 1, tenants: each, ...more }
}

/** What every `ShareStore` does. */
export function describeShareStoreContract(store: string, open: OpenStores): void {
  describe(`the share store (${store})`, () => {
    it('reads the parts of a cell back, and none of another', async () => {
      const { shares } = await open()
      const [one, two] = [aChunk(), aChunk({ part: 15, tenants: [] })]
      for (const chunk of [one, two, aChunk({ clusterId: 'cl_2' })]) await shares.put(chunk)
      const found = await shares.chunks(CELL)
      expect(found.toSorted((a, b) => a.part - b.part)).toEqual([one, two])
      expect(await shares.chunks('cl_3')).toEqual([])
    })

    it('takes a part only in the version after the stored one', async () => {
      const { shares } = await open()
      expect(await outcomeOf(shares.put(aChunk({ version: 2 })))).toBe('conflict')
      expect(await outcomeOf(shares.put(aChunk({ version: 1 })))).toBe('done')
      expect(await outcomeOf(shares.put(aChunk({ version: 1 })))).toBe('conflict')
      expect(await outcomeOf(shares.put(aChunk({ version: 2 })))).toBe('done')
    })

    it('lets one of several passes win', async () => {
      const { shares } = await open()
      const put = () => shares.put(aChunk())
      const outcomes = await outcomesOf([put(), put(), put()])
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    })

    it('holds two hundred tenants at work in one part', async () => {
      const { shares } = await open()
      const chunk = aChunk({}, 200)
      await shares.put(chunk)
      expect(await shares.chunks(CELL)).toEqual([chunk])
    })
  })
}
