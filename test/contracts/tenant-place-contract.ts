import { describe, expect, it } from '@jest/globals'
import { emptyLoad, NO_USE } from '../../core/placement/cluster-use.ts'
import { aCluster } from './cluster-store-contract.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import { aDeclaration, aSettlement, aTenant, next } from './store-fixtures.ts'
import type { OpenStores, StoresUnderTest } from './stores-under-test.ts'

const USE = { users: 1, partitionReplicas: 24, bytesPerSecond: 32_000, accessBindings: 4 }
const cluster = aCluster('cl_a')

async function waiting({ tenants }: StoresUnderTest) {
  const tenant = aTenant()
  await tenants.declare(aDeclaration(tenant))
  return tenant
}

export function describePlace(open: OpenStores): void {
  describe('place', () => {
    describePlacing(open)
    describeGuards(open)
    describeLoads(open)
  })
}

function describePlacing(open: OpenStores): void {
  it('puts tenants on a cluster and counts them in its load', async () => {
    const stores = await open()
    const { tenants, clusters } = stores
    await clusters.save(cluster)
    const placed = [await waiting(stores), await waiting(stores)].map((tenant) =>
      next(tenant, { clusterId: 'cl_a', counted: USE }),
    )
    const load = { clusterId: 'cl_a', version: 1, tenants: 2, use: USE }
    expect(await tenants.place({ tenants: placed, load, cluster })).toEqual([])
    expect(await tenants.loads(['cl_a', 'cl_b'])).toEqual([load])
    for (const tenant of placed) expect(await tenants.get(tenant.id)).toEqual(tenant)
    expect(await tenants.listDue(null, Date.now(), 9)).toEqual([])
  })
}

function describeGuards(open: OpenStores): void {
  it('writes nothing when a tenant was changed meanwhile, and says which', async () => {
    const stores = await open()
    const { tenants, clusters } = stores
    await clusters.save(cluster)
    const [calm, changed] = [await waiting(stores), await waiting(stores)]
    await tenants.declare(aDeclaration(next(changed, { plan: 'basic-1' })))
    const placed = [calm, changed].map((tenant) => next(tenant, { clusterId: 'cl_a' }))
    const load = { ...emptyLoad('cl_a'), version: 1, tenants: 2 }
    expect(await tenants.place({ tenants: placed, load, cluster })).toEqual([changed.id])
    expect(await tenants.get(calm.id)).toEqual(calm)
    expect(await tenants.loads(['cl_a'])).toEqual([])
  })

  it('refuses a load, and a cluster, that somebody changed since it was read', async () => {
    const stores = await open()
    const { tenants, clusters } = stores
    await clusters.save(cluster)
    await clusters.save({ ...cluster, state: 'cordoned', version: 2 })
    const placed = [next(await waiting(stores), { clusterId: 'cl_a' })]
    const load = { ...emptyLoad('cl_a'), version: 1, tenants: 1 }
    expect(await outcomeOf(tenants.place({ tenants: placed, load, cluster }))).toBe('conflict')
    const seen = { ...cluster, version: 2 }
    const old = { ...load, version: 7 }
    expect(await outcomeOf(tenants.place({ tenants: placed, load: old, cluster: seen }))).toBe(
      'conflict',
    )
    expect(await tenants.loads(['cl_a'])).toEqual([])
  })

  it('lets one of two win that found room in the same load', async () => {
    const stores = await open()
    const { tenants, clusters } = stores
    await clusters.save(cluster)
    const load = { ...emptyLoad('cl_a'), version: 1, tenants: 1 }
    const both = [await waiting(stores), await waiting(stores)]
    const outcomes = await outcomesOf(
      both.map(async (tenant) => {
        await tenants.place({ tenants: [next(tenant, { clusterId: 'cl_a' })], load, cluster })
      }),
    )
    expect(outcomes.toSorted()).toEqual(['conflict', 'done'])
    expect((await tenants.loads(['cl_a']))[0]?.tenants).toBe(1)
  })
}

function describeLoads(open: OpenStores): void {
  it('adds what a settlement changed, once, and nothing when the settlement is refused', async () => {
    const stores = await open()
    const { tenants } = stores
    const tenant = await waiting(stores)
    const loadChange = { clusterId: 'cl_a', tenants: 1, use: USE }
    const settled = next(tenant, { counted: USE })
    await tenants.settle(aSettlement(settled, { loadChange }))
    expect(await outcomeOf(tenants.settle(aSettlement(settled, { loadChange })))).toBe('conflict')
    expect(await tenants.loads(['cl_a'])).toEqual([
      { clusterId: 'cl_a', version: 1, tenants: 1, use: USE },
    ])
    const freed = { users: -1, partitionReplicas: -24, bytesPerSecond: -32_000, accessBindings: -4 }
    const gone = { clusterId: 'cl_a', tenants: -1, use: freed }
    await tenants.settle(aSettlement(next(settled), { loadChange: gone }))
    expect(await tenants.loads(['cl_a'])).toEqual([
      { clusterId: 'cl_a', version: 2, tenants: 0, use: NO_USE },
    ])
  })
}
