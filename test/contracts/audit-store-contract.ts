import { describe, expect, it } from '@jest/globals'
import type { AuditFilter } from '../../core/audit/audit-filter.ts'
import type { PageRequest } from '../../core/kernel/page.ts'
import { anEvent, accountId } from './store-fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

/** What every `AuditStore` does. */
export function describeAuditStoreContract(store: string, open: OpenStores): void {
  describe(`the audit store (${store})`, () => {
    it('lists the events of an account, the newest first, page by page, and nobody else’s', async () => {
      const { audit } = await open()
      const account = accountId()
      const times = [5, 1_764_000_000_000, 90, 1_000_000]
      for (const at of times) await audit.append(anEvent({ accountId: account, at }))
      await audit.append(anEvent({ at: 7 }))
      const first = await audit.listByAccount(account, { limit: 3 })
      expect(first.items.map((event) => event.at)).toEqual([1_764_000_000_000, 1_000_000, 90])
      const { next } = first
      if (next === undefined) throw new Error('Nothing follows.')
      const second = await audit.listByAccount(account, { limit: 3, after: next })
      expect(second.items.map((event) => event.at)).toEqual([5])
      expect(second).not.toHaveProperty('next')
    })

    it('shows every event of one millisecond once', async () => {
      const { audit } = await open()
      const account = accountId()
      const events = Array.from({ length: 5 }, () => anEvent({ accountId: account, at: 3 }))
      for (const event of events) await audit.append(event)
      const first = await audit.listByAccount(account, { limit: 2 })
      const rest = await audit.listByAccount(account, { limit: 9, after: first.next ?? '' })
      const seen = [...first.items, ...rest.items]
      expect(seen).toHaveLength(5)
      expect(new Set(seen)).toEqual(new Set(events))
    })

    it('filters by action, actor, resource and what is inside it, and time, page by page', async () => {
      const { audit } = await open()
      const account = accountId()
      const append = (at: number, more: Parameters<typeof anEvent>[0]) =>
        audit.append(anEvent({ accountId: account, at, ...more }))
      await append(10, { action: 'tenant.create', resource: '/v1/tenants/a', actor: 'mem_1' })
      await append(20, { action: 'topic.create', resource: '/v1/tenants/a/topics/x' })
      await append(30, { action: 'tenant.create', resource: '/v1/tenants/ab', actor: 'mem_1' })
      await append(40, { action: 'tenant.delete', resource: '/v1/tenants/a' })
      const times = async (filter: AuditFilter, page: PageRequest = { limit: 9 }) =>
        (await audit.listByAccount(account, page, filter)).items.map(({ at }) => at)
      expect(await times({ action: 'tenant.create' })).toEqual([30, 10])
      expect(await times({ actor: 'mem_1', resource: '/v1/tenants/ab' })).toEqual([30])
      expect(await times({ resource: '/v1/tenants/a' })).toEqual([40, 20, 10])
      expect(await times({ from: 20, to: 40 })).toEqual([30, 20])
      const first = await audit.listByAccount(account, { limit: 1 }, { action: 'tenant.create' })
      expect(first.items.map(({ at }) => at)).toEqual([30])
      const after = first.next ?? ''
      expect(await times({ action: 'tenant.create' }, { limit: 1, after })).toEqual([10])
    })

    it('says where an event came from', async () => {
      const { audit } = await open()
      const event = anEvent({ sourceAddress: '192.0.2.7' })
      await audit.append(event)
      const { items } = await audit.listByAccount(event.accountId, { limit: 9 })
      expect(items).toEqual([event])
      const { actor } = event
      const filtered = await audit.listByAccount(event.accountId, { limit: 9 }, { actor })
      expect(filtered.items).toEqual([event])
    })

    it('says what changed, exactly as it was told', async () => {
      const { audit } = await open()
      const event = anEvent({
        before: { name: 'a', holds: [], limit: 1, on: false, end: null },
        after: { name: 'b', holds: ['x', 'y'], limit: 2.5, on: true, end: '' },
        cut: ['holds'],
      })
      await audit.append(event)
      const { items } = await audit.listByAccount(event.accountId, { limit: 9 })
      expect(items).toEqual([event])
    })

    it('keeps an event that is appended twice once', async () => {
      const { audit } = await open()
      const event = anEvent()
      await audit.append(event)
      await audit.append(event)
      expect((await audit.listByAccount(event.accountId, { limit: 9 })).items).toEqual([event])
    })
  })
}
