import { describe, expect, it } from '@jest/globals'
import { rememberWritten } from '../../../core/tenant/remember-written.ts'
import type { TenantStore } from '../../../core/tenant/tenant-ports.ts'
import { coreWorld } from '../fixtures/world.ts'
import { activeTenant } from '../fixtures/stored.ts'

async function setup() {
  const world = await coreWorld()
  const tenant = await activeTenant(world)
  const reads: string[][] = []
  const counted: TenantStore = {
    ...world.tenants,
    getMany: (ids) => {
      reads.push([...ids])
      return world.tenants.getMany(ids)
    },
  }
  return { tenant, reads, world, store: rememberWritten(counted) }
}

describe('a store that remembers what it wrote', () => {
  it('hands a tenant that was just written to the next pass without reading it', async () => {
    const { tenant, reads, store } = await setup()
    const next = { ...tenant, version: tenant.version + 1 }
    await store.settle({ tenant: next, finished: [], auditEvents: [] })
    expect(await store.getMany([tenant.id])).toEqual([next])
    expect(reads).toEqual([])
  })

  it('hands it out once, and reads after that', async () => {
    const { tenant, reads, store } = await setup()
    const next = { ...tenant, version: tenant.version + 1 }
    await store.settle({ tenant: next, finished: [], auditEvents: [] })
    await store.getMany([tenant.id])
    expect(await store.getMany([tenant.id])).toEqual([next])
    expect(reads).toEqual([[tenant.id]])
  })

  it('remembers nothing of a write that was refused', async () => {
    const { tenant, reads, store } = await setup()
    const stale = { ...tenant, name: 'stale' }
    await expect(
      store.settle({ tenant: stale, finished: [], auditEvents: [] }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.getMany([tenant.id])).toEqual([tenant])
    expect(reads).toEqual([[tenant.id]])
  })

  it('reads the tenants that it did not write beside those that it did', async () => {
    const { tenant, world, store } = await setup()
    const other = await activeTenant(world, { name: 'other' })
    const next = { ...tenant, version: tenant.version + 1 }
    await store.settle({ tenant: next, finished: [], auditEvents: [] })
    const found = await store.getMany([other.id, tenant.id])
    expect(new Set(found)).toEqual(new Set([next, other]))
  })
})
