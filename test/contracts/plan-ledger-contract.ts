import { describe, expect, it } from '@jest/globals'
import type { PlanChange } from '../../core/plan/plan-change.ts'
import { emptyProfile } from '../../core/invoice/billing-profile.ts'
import { accountId, aDeclaration, aSettlement, anEvent, aTenant, next } from './store-fixtures.ts'
import type { OpenStores, StoresUnderTest } from './stores-under-test.ts'

function changeFor(tenant: ReturnType<typeof aTenant>, more: Partial<PlanChange> = {}): PlanChange {
  const { accountId: account, id, version, name } = tenant
  return {
    accountId: account,
    tenantId: id,
    order: version,
    at: 1_764_000_000_000,
    plan: 'basic-0',
    tenantName: name,
    clusterId: 'cl_1',
    ...more,
  }
}

async function payingAccounts({ plans }: StoresUnderTest): Promise<readonly string[]> {
  const pages = Array.from({ length: 16 }, (_, shard) => plans.listAccounts(shard, { limit: 100 }))
  return (await Promise.all(pages)).flatMap(({ items }) => items)
}

/** What every `PlanLedger` and `BillingProfileStore` does. */
export function describePlanLedgerContract(store: string, open: OpenStores): void {
  describe(`the plan ledger (${store})`, () => {
    it('keeps what came with a declaration and with a settlement, in order', async () => {
      const stores = await open()
      const first = aTenant()
      await stores.tenants.declare(aDeclaration(first))
      const second = next(first)
      await stores.tenants.settle(aSettlement(second, { planChange: changeFor(second) }))
      const third = next(second, { plan: 'basic-1' })
      const planChange = changeFor(third, { plan: 'basic-1' })
      await stores.tenants.declare(aDeclaration(third, { planChange }))
      const { items } = await stores.plans.list(first.accountId, { limit: 10 })
      expect(items).toEqual([changeFor(second), planChange])
      expect(await payingAccounts(stores)).toContain(first.accountId)
      const one = await stores.plans.listByTenant(first.accountId, first.id, { limit: 1 })
      expect(one.items).toEqual([changeFor(second)])
      const rest = { limit: 10, after: one.next ?? '' }
      expect((await stores.plans.listByTenant(first.accountId, first.id, rest)).items).toEqual([
        planChange,
      ])
    })

    it('writes nothing when the write it came with was refused', async () => {
      const stores = await open()
      const tenant = aTenant()
      await stores.tenants.declare(aDeclaration(tenant))
      const stale = { ...tenant, version: 7 }
      const refused = stores.tenants.settle(aSettlement(stale, { planChange: changeFor(stale) }))
      await expect(refused).rejects.toMatchObject({ code: 'conflict' })
      expect(await stores.plans.list(tenant.accountId, { limit: 10 })).toEqual({ items: [] })
      expect(await payingAccounts(stores)).not.toContain(tenant.accountId)
    })
  })

  describe(`the billing profiles (${store})`, () => {
    it('are written with their events, by one writer at a time', async () => {
      const { profiles, audit } = await open()
      const account = accountId()
      expect(await profiles.get(account)).toEqual(emptyProfile(account))
      const budget = { monthlyMicros: 12_345_678_901_234n, hardStop: true }
      const first = { ...emptyProfile(account), version: 1, budget }
      const event = anEvent({ accountId: account, action: 'budget.change' })
      await profiles.put(first, [event])
      expect(await profiles.get(account)).toEqual(first)
      const late = profiles.put({ ...first, budget: null }, [anEvent({ accountId: account })])
      await expect(late).rejects.toMatchObject({ code: 'conflict' })
      expect((await audit.listByAccount(account, { limit: 10 })).items).toEqual([event])
    })
  })
}
