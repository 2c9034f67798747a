import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { PLANS } from '../../../core/plan/plan.ts'
import type { ClusterUse } from '../../../core/placement/cluster-use.ts'
import { type Batch, placeTenants } from '../../../core/placement/place-tenants.ts'
import { placeableOf } from '../../../core/placement/reserves.ts'
import { CELL } from '../fixtures/world.ts'
import { waiting } from './waiting-tenant.ts'

const PARTS = ['users', 'partitionReplicas', 'bytesPerSecond', 'accessBindings'] as const

const some = fc.integer({ min: 0, max: 400 })
const capacities: fc.Arbitrary<ClusterUse> = fc.record({
  users: fc.integer({ min: 1, max: 60 }),
  partitionReplicas: some,
  bytesPerSecond: fc.integer({ min: 0, max: 3_000_000 }),
  accessBindings: some,
})

/** Every third is kept for a tenant of its own. */
const someClusters = fc
  .array(capacities, { maxLength: 6 })
  .map((rooms) =>
    rooms.map((capacity, n) => ({ ...CELL, id: `cl_${n}`, capacity, dedicated: n % 3 === 2 })),
  )

const someTenants = fc.array(
  fc
    .record({
      plan: fc.constantFrom(...PLANS.map(({ id }) => id)),
      users: fc.integer({ min: 0, max: 8 }),
      partitions: fc.integer({ min: 1, max: 40 }),
    })
    .map(({ plan, users, partitions }) => waiting(plan, users, partitions)),
  { maxLength: 60 },
)

function isWithinLimits({ cluster, load, tenants }: Batch): boolean {
  const limit = placeableOf(cluster.capacity)
  const isAlone = tenants.length === 1 && tenants[0]?.plan === 'standard-0'
  return (
    PARTS.every((part) => load.use[part] <= limit[part]) &&
    load.tenants === tenants.length &&
    cluster.dedicated === isAlone
  )
}

describe('Whatever waits and whatever room there is', () => {
  it('no limit is broken, nobody is lost, and nobody waits for whom there is room', () => {
    fc.assert(
      fc.property(someClusters, someTenants, (clusters, tenants) => {
        const { batches, left } = placeTenants(tenants, clusters, [])
        expect(batches.filter((batch) => !isWithinLimits(batch))).toEqual([])
        const ids = [...batches.flatMap((batch) => batch.tenants), ...left].map(({ id }) => id)
        expect(ids.toSorted()).toEqual(tenants.map(({ id }) => id).toSorted())
        const loads = batches.map(({ load }) => load)
        expect(placeTenants(left, clusters, loads).batches).toEqual([])
      }),
      { seed: 1 },
    )
  })
})
