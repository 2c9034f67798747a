import { describe, expect, it } from '@jest/globals'
import { MINUTE_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { createStorageWatch } from '../../../core/reconcile/watch-storage.ts'
import { changeTenant } from '../../../core/tenant/change-tenant.ts'
import { asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant, storedTenant } from '../fixtures/stored.ts'
import { unrest } from '../fixtures/unrest.ts'
import { standing, wantedStanding } from '../fixtures/wanted-cluster.ts'
import { CELL, coreWorld } from '../fixtures/world.ts'

const GB = 1_000_000_000
const LIMIT = 4 * GB

async function setup() {
  const world = await coreWorld()
  const { id } = await activeTenant(world, { topics: [{ name: 'orders' }] })
  const watch = createStorageWatch(world)
  return {
    world,
    id,
    watch,
    look: async (bytes: number) => {
      await watch.look(CELL.id, new Map([[id, bytes]]))
      await letTimePass(world, SECOND_MS)
    },
    tenant: () => storedTenant(world, id),
    told: () =>
      [...world.database.auditEvents.values()]
        .filter(({ action }) => action.startsWith('limit.'))
        .map(({ action }) => action),
    mayWrite: () =>
      [...world.kafka.access.values()].some(
        ({ operation, resource }) => operation === 'write' && resource === 'topic',
      ),
  }
}

describe('A tenant whose storage fills', () => {
  it('is told at 80, 90 and 100 %, and can only be read from then on', async () => {
    const { world, look, told, tenant, mayWrite } = await setup()
    await look(LIMIT * 0.79)
    expect(told()).toEqual([])
    for (const part of [0.8, 0.85, 0.93, 0.99]) await look(LIMIT * part)
    expect(told()).toEqual(['limit.storage_80', 'limit.storage_90'])
    expect(mayWrite()).toBe(true)
    await look(LIMIT)
    expect(told().at(-1)).toBe('limit.storage_100')
    expect(tenant().holds).toEqual([{ kind: 'storage', since: expect.any(Number) }])
    expect(mayWrite()).toBe(false)
    expect(await standing(world)).toEqual(wantedStanding(world))
    expect(unrest(world)).toEqual([])
  })

  it('may write again by itself once it has clearly less', async () => {
    const { look, told, tenant, mayWrite } = await setup()
    await look(LIMIT * 1.2)
    await look(LIMIT * 0.97)
    expect(mayWrite()).toBe(false)
    await look(0)
    expect(mayWrite()).toBe(true)
    expect(tenant()).toMatchObject({ holds: [] })
    expect(tenant()).not.toHaveProperty('storageMark')
    expect(told().at(-1)).toBe('limit.storage_freed')
  })

  it('may write again by itself on a larger plan', async () => {
    const { world, id, look, mayWrite } = await setup()
    await look(LIMIT)
    expect(mayWrite()).toBe(false)
    await changeTenant(world, asked(), id, { plan: 'basic-1' })
    await look(LIMIT)
    expect(mayWrite()).toBe(true)
  })

  it('stays as it is while the size of one of its topics is not known', async () => {
    const { id, world, watch, look, mayWrite } = await setup()
    await look(LIMIT)
    await watch.look(CELL.id, new Map([[id, null]]))
    await letTimePass(world, SECOND_MS)
    expect(mayWrite()).toBe(false)
    await look(0)
    expect(mayWrite()).toBe(true)
  })

  it('is freed when nothing of it is left on the cluster to be seen', async () => {
    const { world, watch, look, mayWrite } = await setup()
    await look(LIMIT)
    await watch.look(CELL.id, new Map())
    await letTimePass(world, SECOND_MS)
    expect(mayWrite()).toBe(true)
  })

  it('is held by a process that has just begun, and found by another to be freed', async () => {
    const { world, id, mayWrite, look } = await setup()
    await look(LIMIT)
    await createStorageWatch(world).look(CELL.id, new Map([[id, 5]]))
    await letTimePass(world, SECOND_MS)
    expect(mayWrite()).toBe(true)
  })

  it('is held once by two looks at once, and told once', async () => {
    const { world, id, told, tenant } = await setup()
    const bytes = new Map([[id, LIMIT]])
    const watches = [createStorageWatch(world), createStorageWatch(world)]
    await Promise.all(watches.map((watch) => watch.look(CELL.id, bytes)))
    await letTimePass(world, SECOND_MS)
    expect(tenant().holds).toHaveLength(1)
    expect(told()).toEqual(['limit.storage_80', 'limit.storage_90', 'limit.storage_100'])
  })

  it('is held by the look after one that was lost', async () => {
    const { world, id, mayWrite } = await setup()
    let lost = true
    const tenants = {
      ...world.tenants,
      settle: async (settlement: Parameters<typeof world.tenants.settle>[0]) => {
        if (lost) throw new ServiceError('conflict', 'Somebody was first.')
        await world.tenants.settle(settlement)
      },
    }
    const watch = createStorageWatch({ ...world, tenants })
    const bytes = new Map([[id, LIMIT]])
    await watch.look(CELL.id, bytes)
    lost = false
    await watch.look(CELL.id, bytes)
    await letTimePass(world, MINUTE_MS)
    expect(mayWrite()).toBe(false)
  })

  it('costs no read while it is far from its first mark', async () => {
    const { world, id } = await setup()
    let reads = 0
    const tenants = {
      ...world.tenants,
      getMany: (ids: readonly string[]) => {
        reads += ids.length
        return world.tenants.getMany(ids)
      },
    }
    const watch = createStorageWatch({ ...world, tenants })
    for (let looks = 0; looks < 5; looks += 1) await watch.look(CELL.id, new Map([[id, 1_000]]))
    expect(reads).toBe(1)
  })
})
