import { describe, expect, it } from '@jest/globals'
import { MemoryClusterAdmin } from '../../../adapters/memory/memory-cluster-admin.ts'
import { SECOND_MS } from '../../../core/kernel/clock.ts'
import { settleCell } from '../../../core/reconcile/settle.ts'
import { settleWaiting } from '../../../core/reconcile/settle-waiting.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { stateOf } from '../../../core/tenant/tenant.ts'
import { createTopic } from '../../../core/topic/create-topic.ts'
import { answerOf, asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant, operationOf, storedTenant } from '../fixtures/stored.ts'
import { unrest } from '../fixtures/unrest.ts'
import { standing, wantedStanding } from '../fixtures/wanted-cluster.ts'
import { CELL, coreWorld, putCell } from '../fixtures/world.ts'

const orders = { name: 'orders', plan: 'basic-0', topics: [{ name: 'clicks' }] } as const

async function placed() {
  const world = await coreWorld()
  const input = { ...orders, topics: [...orders.topics] }
  const { tenantId, operationId } = answerOf(await createTenant(world, asked(), input))
  await settleWaiting(world)
  return { world, tenantId, operationId, now: () => storedTenant(world, tenantId) }
}

describe('A pass over a cell', () => {
  it('brings a new tenant to life in one go and ends its operation', async () => {
    const { world, now, operationId } = await placed()
    const report = await settleCell(world, CELL.id)
    expect(report).toMatchObject({ examined: 1, settled: 1, reachable: true, more: false })
    expect([stateOf(now()), operationOf(world, operationId).state]).toEqual(['active', 'done'])
    expect(await standing(world)).toEqual(wantedStanding(world))
  })

  it('over a tenant at rest writes nothing', async () => {
    const { world, now, tenantId } = await placed()
    await settleCell(world, CELL.id)
    const before = now()
    await settleCell(world, CELL.id, [tenantId])
    expect(now()).toEqual(before)
  })

  it('over a cluster that is not reached writes nothing and says so', async () => {
    const { world, now } = await placed()
    world.kafka.down = true
    const before = now()
    const report = await settleCell(world, CELL.id)
    expect(report).toMatchObject({ examined: 1, settled: 0, reachable: false })
    expect(now()).toEqual(before)
    world.kafka.down = false
    await settleCell(world, CELL.id)
    expect(stateOf(now())).toBe('active')
  })

  it('finds what is due when the hint was lost, and the tenants hinted at before that', async () => {
    const { world, tenantId } = await placed()
    expect((await settleCell(world, CELL.id, ['a00000000000'])).examined).toBe(0)
    expect((await settleCell(world, CELL.id, [tenantId, tenantId])).examined).toBe(1)
    await createTopic(world, asked(), tenantId, { name: 'sales' })
    expect((await settleCell(world, CELL.id)).settled).toBe(1)
  })

  it('leaves the tenants of other cells alone', async () => {
    const { world, tenantId, now } = await placed()
    await putCell(world.clusters, { ...CELL, id: 'cl_2' })
    const before = now()
    expect((await settleCell(world, 'cl_2', [tenantId])).examined).toBe(0)
    expect(now()).toEqual(before)
  })

  it('keeps a declaration that comes during it, for a later pass', async () => {
    const { world, tenantId, now } = await placed()
    const admins = {
      of: async () => {
        await createTopic(world, asked(), tenantId, { name: 'sales' })
        return new MemoryClusterAdmin(world.kafka)
      },
    }
    const report = await settleCell({ ...world, admins }, CELL.id)
    expect(report).toMatchObject({ settled: 0, more: true })
    expect(now().topics).toMatchObject({
      clicks: { state: 'active' },
      sales: { state: 'provisioning' },
    })
    await settleCell(world, CELL.id)
    expect(now().topics.sales?.state).toBe('active')
  })

  it('by two at once leaves what one leaves', async () => {
    const { world } = await placed()
    await Promise.all([settleCell(world, CELL.id), settleCell(world, CELL.id)])
    await letTimePass(world, SECOND_MS)
    expect(unrest(world)).toEqual([])
    expect(await standing(world)).toEqual(wantedStanding(world))
  })

  it('harms no neighbour of a tenant that the store will not take', async () => {
    const world = await coreWorld()
    const bad = await activeTenant(world)
    const good = await activeTenant(world, { name: 'sales' })
    for (const { id } of [bad, good]) await createTopic(world, asked(), id, { name: 'more' })
    const settle: typeof world.tenants.settle = async (settlement) => {
      if (settlement.tenant.id === bad.id) throw new Error('The item is too large.')
      await world.tenants.settle(settlement)
    }
    const report = await settleCell({ ...world, tenants: { ...world.tenants, settle } }, CELL.id)
    expect(report.faults).toEqual([new Error('The item is too large.')])
    expect(storedTenant(world, good.id).topics.more?.state).toBe('active')
  })

  it('sends one request of each kind for the tenants of many', async () => {
    const world = await coreWorld()
    for (let n = 0; n < 50; n += 1) {
      await createTenant(world, asked(), { ...orders, topics: [{ name: 'clicks' }], name: `t${n}` })
    }
    await settleWaiting(world)
    const calls: string[] = []
    const admin = new Proxy(new MemoryClusterAdmin(world.kafka), {
      get: (target, method) => {
        const value: unknown = Reflect.get(target, method)
        if (typeof value !== 'function') return value
        calls.push(String(method))
        return value.bind(target)
      },
    })
    await settleCell({ ...world, admins: { of: async () => admin } }, CELL.id)
    expect(calls.filter((call) => call !== 'then').toSorted()).toEqual([
      'createTopics',
      'grantAccess',
      'putUsers',
      'setQuotas',
      'verifyLogins',
    ])
    expect(world.kafka.users.size).toBe(50)
  })
})
