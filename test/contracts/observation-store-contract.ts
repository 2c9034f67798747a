import { describe, expect, it } from '@jest/globals'
import type { TenantObservation } from '../../core/usage/observation.ts'
import { aTenant } from './store-fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

function anObservation(more: Partial<TenantObservation> = {}): TenantObservation {
  const tenantId = aTenant().id
  return {
    tenantId,
    at: 1_764_000_000_123,
    topicBytes: { orders: 107_000, constructor: 0 },
    lastUsedAt: { [`${tenantId}-1`]: 1_764_000_000_000 },
    ...more,
  }
}

/** With the longest names that a tenant of the largest plan can have. */
function aLargeObservation(): TenantObservation {
  const names = Array.from({ length: 1_000 }, (_, number) => `${number}`.padStart(200, 'x'))
  return anObservation({ topicBytes: Object.fromEntries(names.map((name) => [name, 7])) })
}

/** What every `ObservationStore` does. */
export function describeObservationStoreContract(store: string, open: OpenStores): void {
  describe(`the observation store (${store})`, () => {
    it('reads an observation back, and nothing for a tenant that was never seen', async () => {
      const { observations } = await open()
      const observation = anObservation()
      await observations.put([observation])
      expect(await observations.get(observation.tenantId)).toEqual(observation)
      expect(await observations.get('nobody')).toBeUndefined()
    })

    it('keeps that nobody can tell who was at work', async () => {
      const { observations } = await open()
      const { lastUsedAt: _, ...unwatched } = anObservation()
      await observations.put([unwatched])
      expect(await observations.get(unwatched.tenantId)).toEqual(unwatched)
    })

    it('keeps the last one of each tenant', async () => {
      const { observations } = await open()
      const first = anObservation()
      const second = { ...first, at: first.at + 1, topicBytes: {}, lastUsedAt: {} }
      await observations.put([first])
      await observations.put([second])
      expect(await observations.get(first.tenantId)).toEqual(second)
    })

    it('takes and gives a hundred at once, and leaves out those that are not there', async () => {
      const { observations } = await open()
      const hundred = Array.from({ length: 100 }, () => anObservation())
      await observations.put(hundred)
      const [first, ...others] = hundred.map(({ tenantId }) => tenantId)
      const found = await observations.getMany(['nobody', ...others])
      expect(found.map(({ tenantId }) => tenantId).toSorted()).toEqual(others.toSorted())
      expect(await observations.getMany([String(first), String(first)])).toEqual([hundred[0]])
    })

    it('keeps those of tenants with a thousand topics, several at once', async () => {
      const { observations } = await open()
      const large = [aLargeObservation(), aLargeObservation(), aLargeObservation()]
      await observations.put(large)
      for (const each of large) expect(await observations.get(each.tenantId)).toEqual(each)
    })

    it('does nothing when given nothing', async () => {
      const { observations } = await open()
      await observations.put([])
      expect(await observations.getMany([])).toEqual([])
    })
  })
}
