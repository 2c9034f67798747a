import { describe, expect, it } from '@jest/globals'
import { DAY_MS, HOUR_MS } from '../../core/kernel/clock.ts'
import { pagesOf } from '../core/fixtures/pages-of.ts'
import { describeDeclare } from './tenant-declare-contract.ts'
import { describePlace } from './tenant-place-contract.ts'
import { describeSettle } from './tenant-settle-contract.ts'
import { aDeclaration, aName, aSettlement, aTenant, accountId, next } from './store-fixtures.ts'
import type { OpenStores, StoresUnderTest } from './stores-under-test.ts'

/** What every `TenantStore` does, whatever is behind it. */
export function describeTenantStoreContract(store: string, open: OpenStores): void {
  describe(`the tenant store (${store})`, () => {
    describeDeclare(open)
    describeSettle(open)
    describePlace(open)
    describeLists(open)
    describeDue(open)
  })
}

async function declareNamed({ tenants }: StoresUnderTest, account: string, names: string[]) {
  for (const name of names) {
    await tenants.declare(aDeclaration(aTenant({ accountId: account, name })))
  }
}

function describeLists(open: OpenStores): void {
  it('lists the tenants of an account by name, page by page, and nobody else’s', async () => {
    const stores = await open()
    const account = accountId()
    await declareNamed(stores, account, ['b', 'd', 'a', 'c', 'e'])
    await declareNamed(stores, accountId(), ['a2'])
    const pages = await pagesOf((page) => stores.tenants.listByAccount(account, page), 2)
    const names = pages.map((page) => page.map(({ name }) => name))
    expect(names).toEqual([['a', 'b'], ['c', 'd'], ['e']])
  })

  it('says that nothing follows when a page ends with the last tenant', async () => {
    const stores = await open()
    const account = accountId()
    await declareNamed(stores, account, ['a', 'b'])
    const page = await stores.tenants.listByAccount(account, { limit: 2 })
    expect(page.items).toHaveLength(2)
    expect(page).not.toHaveProperty('next')
  })

  it('reads many tenants at once and leaves out those that do not exist', async () => {
    const { tenants } = await open()
    const made = Array.from({ length: 30 }, () => aTenant())
    await Promise.all(made.map((tenant) => tenants.declare(aDeclaration(tenant))))
    const ids = made.map((tenant) => tenant.id)
    const read = await tenants.getMany([...ids, 'missing'])
    expect(read.map((tenant) => tenant.id).toSorted()).toEqual(ids.toSorted())
    expect(await tenants.getMany([])).toEqual([])
  })

  it('reads a tenant once when its id is asked for twice', async () => {
    const { tenants } = await open()
    const tenant = aTenant()
    await tenants.declare(aDeclaration(tenant))
    expect(await tenants.getMany([tenant.id, tenant.id])).toEqual([tenant])
  })

  it('shows a deleted tenant for a day, in no list, and then not at all', async () => {
    const { tenants, clock } = await open()
    const tenant = aTenant()
    await tenants.declare(aDeclaration(tenant))
    const gone = next(tenant, { deletedAt: clock.now(), dueAt: null })
    await tenants.settle(aSettlement(gone))
    clock.advance(DAY_MS - HOUR_MS)
    expect(await tenants.get(tenant.id)).toEqual(gone)
    expect((await tenants.listByAccount(tenant.accountId, { limit: 9 })).items).toEqual([])
    clock.advance(HOUR_MS + 1_000)
    expect(await tenants.get(tenant.id)).toBeUndefined()
    expect(await tenants.getMany([tenant.id])).toEqual([])
  })
}

function describeDue(open: OpenStores): void {
  it('lists what is due on a cluster, the most overdue first, and no more than asked for', async () => {
    const { tenants } = await open()
    const on = (clusterId: string | null, dueAt: number | null) =>
      aTenant({ clusterId, dueAt, name: aName() })
    const [late, later, future] = [on('cl_a', 100), on('cl_a', 50), on('cl_a', 301)]
    const others = [on('cl_a', null), on('cl_b', 10), on(null, 20)]
    for (const tenant of [late, later, future, ...others]) {
      await tenants.declare(aDeclaration(tenant))
    }
    expect(await tenants.listDue('cl_a', 300, 10)).toEqual([later.id, late.id])
    expect(await tenants.listDue('cl_a', 300, 1)).toEqual([later.id])
    expect(await tenants.listDue('cl_a', 301, 10)).toEqual([later.id, late.id, future.id])
    expect(await tenants.listDue(null, 300, 10)).toEqual([others[2]?.id])
  })

  it('knows when something is due next, and that nothing is', async () => {
    const { tenants } = await open()
    const tenant = aTenant({ clusterId: 'cl_a', dueAt: 400 })
    await tenants.declare(aDeclaration(tenant))
    await tenants.declare(aDeclaration(aTenant({ clusterId: 'cl_a', dueAt: 500 })))
    expect(await tenants.nextDueAt('cl_a')).toBe(400)
    await tenants.settle(aSettlement(next(tenant, { dueAt: null })))
    expect(await tenants.nextDueAt('cl_a')).toBe(500)
    expect(await tenants.nextDueAt('cl_b')).toBeNull()
    expect(await tenants.nextDueAt(null)).toBeNull()
  })

  it('moves a tenant that was placed from those that wait to its cluster', async () => {
    const { tenants } = await open()
    const tenant = aTenant({ dueAt: 5 })
    await tenants.declare(aDeclaration(tenant))
    expect(await tenants.listDue(null, 5, 10)).toEqual([tenant.id])
    await tenants.settle(aSettlement(next(tenant, { clusterId: 'cl_a' })))
    expect(await tenants.listDue(null, 5, 10)).toEqual([])
    expect(await tenants.listDue('cl_a', 5, 10)).toEqual([tenant.id])
  })
}
