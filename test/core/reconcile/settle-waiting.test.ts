import { describe, expect, it } from '@jest/globals'
import { DAY_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { settleWaiting, WAITING_FOR_CAPACITY } from '../../../core/reconcile/settle-waiting.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { deleteTenant } from '../../../core/tenant/delete-tenant.ts'
import { stateOf } from '../../../core/tenant/tenant.ts'
import { answerOf, asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { operationOf, storedTenant } from '../fixtures/stored.ts'
import { unrest } from '../fixtures/unrest.ts'
import { CELL, coreWorld, putCell, type World } from '../fixtures/world.ts'

async function declared(world: World, name = 'orders') {
  return answerOf(await createTenant(world, asked(), { name, plan: 'trial' }))
}

describe('A tenant that waits for a place', () => {
  it('gets one on the ready cluster, as a hint for its cell', async () => {
    const world = await coreWorld()
    const { tenantId } = await declared(world)
    expect(await settleWaiting(world)).toEqual(new Map([[CELL.id, [tenantId]]]))
    expect(storedTenant(world, tenantId)).toMatchObject({ clusterId: CELL.id, reason: null })
    expect(await settleWaiting(world)).toEqual(new Map())
  })

  it.each(['preparing', 'cordoned', 'draining'] as const)(
    'waits with a reason while the cluster is %s',
    async (state) => {
      const world = await coreWorld({ state })
      const { tenantId } = await declared(world)
      await letTimePass(world, 60 * SECOND_MS)
      expect(storedTenant(world, tenantId)).toMatchObject({
        clusterId: null,
        reason: WAITING_FOR_CAPACITY,
      })
      await putCell(world.clusters)
      await letTimePass(world, 60 * SECOND_MS)
      expect(stateOf(storedTenant(world, tenantId))).toBe('active')
    },
  )

  it('is told of when no cluster has room, and not any more once it was placed or is gone', async () => {
    const world = await coreWorld({ state: 'cordoned' })
    const heard: (readonly string[])[] = []
    const pass = () => settleWaiting({ ...world, heardNoRoom: (ids) => heard.push(ids) })
    const { tenantId } = await declared(world)
    const { tenantId: leaving } = await declared(world, 'leaving')
    await pass()
    await deleteTenant(world, asked(), leaving, { graceSeconds: 0 })
    world.clock.pass(10 * SECOND_MS)
    await pass()
    await putCell(world.clusters)
    world.clock.pass(10 * SECOND_MS)
    await pass()
    expect(heard.map((ids) => [...ids].sort())).toEqual([[leaving, tenantId].sort(), [tenantId]])
  })

  it('and is deleted meanwhile is gone without any cluster, and its operations are over', async () => {
    const world = await coreWorld({ state: 'cordoned' })
    const { tenantId, operationId } = await declared(world)
    await deleteTenant(world, asked(), tenantId, { graceSeconds: 0 })
    await letTimePass(world, SECOND_MS)
    const tenant = storedTenant(world, tenantId)
    expect([stateOf(tenant), tenant.clusterId, tenant.dueAt]).toEqual(['deleted', null, null])
    expect(operationOf(world, operationId).state).toBe('done')
    expect(unrest(world)).toEqual([])
  })

  it('is not kept waiting by many that were deleted before they got one', async () => {
    const world = await coreWorld({ state: 'cordoned' })
    for (let n = 0; n < 120; n += 1) {
      const { tenantId } = await declared(world, `t${n}`)
      await deleteTenant(world, asked(), tenantId, { graceSeconds: 0 })
      await settleWaiting(world)
    }
    await putCell(world.clusters)
    const { tenantId } = await declared(world, 'late')
    await settleWaiting(world)
    expect(storedTenant(world, tenantId).clusterId).toBe(CELL.id)
  })

  it('shares clusters evenly with the others of its pass', async () => {
    const world = await coreWorld()
    await putCell(world.clusters, { ...CELL, id: 'cl_2' })
    for (let n = 0; n < 40; n += 1) await declared(world, `t${n}`)
    const sizes = [...(await settleWaiting(world)).values()].map((ids) => ids.length)
    expect(sizes).toEqual([20, 20])
  })

  it('is placed once by two passes at once', async () => {
    const world = await coreWorld()
    await putCell(world.clusters, { ...CELL, id: 'cl_2' })
    const { tenantId } = await declared(world)
    const passes = await Promise.all([settleWaiting(world), settleWaiting(world)])
    expect(passes.filter((placed) => placed.size > 0)).toHaveLength(1)
    expect(storedTenant(world, tenantId).version).toBe(2)
  })

  it('for long loses nothing', async () => {
    const world = await coreWorld({ state: 'cordoned' })
    const { tenantId } = await declared(world)
    world.clock.pass(30 * DAY_MS)
    await putCell(world.clusters)
    await letTimePass(world, SECOND_MS)
    expect(stateOf(storedTenant(world, tenantId))).toBe('active')
  })
})
