import { describe, expect, it } from '@jest/globals'
import { createCredential } from '../../../core/credential/create-credential.ts'
import { revokeCredential } from '../../../core/credential/revoke-credential.ts'
import { rotateCredential } from '../../../core/credential/rotate-credential.ts'
import { DAY_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { NO_USE } from '../../../core/placement/cluster-use.ts'
import { settleWaiting, WAITING_FOR_CAPACITY } from '../../../core/reconcile/settle-waiting.ts'
import { changeTenant } from '../../../core/tenant/change-tenant.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { deleteTenant } from '../../../core/tenant/delete-tenant.ts'
import { stateOf, type Tenant } from '../../../core/tenant/tenant.ts'
import { createTopic } from '../../../core/topic/create-topic.ts'
import { outcomeOf } from '../../contracts/outcomes.ts'
import { answerOf, asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant, credentialNumbered, storedTenant } from '../fixtures/stored.ts'
import { CELL, coreWorld, putCell, type World } from '../fixtures/world.ts'

const roomFor = (users: number) => ({ capacity: { ...CELL.capacity, users } })

async function loadOf(world: World) {
  const [load] = await world.tenants.loads([CELL.id])
  if (load === undefined) throw new Error('Nothing was ever placed.')
  return load
}

async function withUsers(world: World, users: number): Promise<Tenant> {
  const tenant = await activeTenant(world, { plan: 'basic-1' })
  for (let n = 1; n < users; n += 1)
    await createCredential(world, asked(), tenant.id, { role: 'consume' })
  await letTimePass(world, 60 * SECOND_MS)
  return storedTenant(world, tenant.id)
}

describe('The load of a cluster', () => {
  it('follows what its tenants declare and what is taken away again', async () => {
    const world = await coreWorld()
    const tenant = await activeTenant(world, { topics: [{ name: 'orders', partitions: 3 }] })
    expect(await loadOf(world)).toMatchObject({
      tenants: 1,
      use: { users: 1, partitionReplicas: 24, bytesPerSecond: 32_000, accessBindings: 5 },
    })
    await createTopic(world, asked(), tenant.id, { name: 'more', partitions: 10 })
    await createCredential(world, asked(), tenant.id, { role: 'produce' })
    const use = { users: 2, partitionReplicas: 39, bytesPerSecond: 32_000, accessBindings: 7 }
    expect((await loadOf(world)).use).toEqual(use)
    await letTimePass(world, 60 * SECOND_MS)
    expect((await loadOf(world)).use).toEqual(use)
    const second = credentialNumbered(storedTenant(world, tenant.id), 2)
    await revokeCredential(world, asked(), { tenantId: tenant.id, credentialId: second.id })
    expect((await loadOf(world)).use.users).toBe(2)
    await letTimePass(world, 60 * SECOND_MS)
    expect((await loadOf(world)).use.users).toBe(1)
  })

  it('is nothing once everything is purged, and not before', async () => {
    const world = await coreWorld()
    const tenant = await activeTenant(world)
    await deleteTenant(world, asked(), tenant.id, { graceSeconds: 86_400 })
    await letTimePass(world, 60 * SECOND_MS)
    expect((await loadOf(world)).tenants).toBe(1)
    await letTimePass(world, DAY_MS)
    expect(stateOf(storedTenant(world, tenant.id))).toBe('deleted')
    expect(await loadOf(world)).toMatchObject({ tenants: 0, use: NO_USE })
  })

  it('comes to count a tenant that was stored before loads were', async () => {
    const world = await coreWorld()
    const tenant = await activeTenant(world)
    const { counted: _, ...former } = tenant
    world.database.tenants.set(tenant.id, former)
    world.database.loads.clear()
    await createCredential(world, asked(), tenant.id, { role: 'produce' })
    expect(await loadOf(world)).toMatchObject({ tenants: 1, use: { users: 2 } })
  })
})

describe('A tenant on a full cluster', () => {
  it('gets no further credential, and hears why', async () => {
    const world = await coreWorld(roomFor(10))
    const tenant = await withUsers(world, 9)
    const refused = createCredential(world, asked(), tenant.id, { role: 'consume' })
    const message = expect.stringMatching(/no room/)
    await expect(refused).rejects.toMatchObject({ code: 'limit_reached', message })
    expect(world.kafka.users.size).toBe(9)
  })

  it('can still rotate, but not once the room for rotations is used up', async () => {
    const world = await coreWorld(roomFor(10))
    const tenant = await withUsers(world, 9)
    const rotate = (number: number) => {
      const credentialId = credentialNumbered(storedTenant(world, tenant.id), number).id
      const target = { tenantId: tenant.id, credentialId }
      return rotateCredential(world, asked(), target, { graceSeconds: 3_600 })
    }
    await rotate(1)
    await letTimePass(world, 60 * SECOND_MS)
    expect(world.kafka.users.size).toBe(10)
    expect(await outcomeOf(rotate(2))).toBe('limit_reached')
    await letTimePass(world, 3_700 * SECOND_MS)
    expect(await outcomeOf(rotate(2))).toBe('done')
  })

  it('is refused topics and a larger plan that the cluster cannot hold', async () => {
    const world = await coreWorld({ capacity: { ...CELL.capacity, partitionReplicas: 40 } })
    const tenant = await activeTenant(world)
    const large = { name: 'large', partitions: 14 }
    expect(await outcomeOf(createTopic(world, asked(), tenant.id, large))).toBe('limit_reached')
    const upgrade = changeTenant(world, asked(), tenant.id, { plan: 'basic-1' })
    expect(await outcomeOf(upgrade)).toBe('limit_reached')
    expect(await outcomeOf(changeTenant(world, asked(), tenant.id, { name: 'other' }))).toBe('done')
    const small = { name: 'small', partitions: 13 }
    expect(await outcomeOf(createTopic(world, asked(), tenant.id, small))).toBe('done')
  })

  it('has a credential rotated by age as soon as there is room again', async () => {
    const world = await coreWorld(roomFor(4))
    const tenant = await activeTenant(world, { plan: 'basic-1' })
    const aged = { role: 'produce', rotateEveryDays: 1 } as const
    await createCredential(world, asked(), tenant.id, aged)
    await putCell(world.clusters, { ...CELL, ...roomFor(2) })
    await letTimePass(world, DAY_MS + 120 * SECOND_MS)
    expect(world.kafka.users.size).toBe(2)
    await putCell(world.clusters, { ...CELL, ...roomFor(3) })
    await letTimePass(world, 120 * SECOND_MS)
    expect(world.kafka.users.size).toBe(3)
  })
})

describe('A tenant that no cluster has room for', () => {
  it('waits, and is placed by itself as soon as another is purged', async () => {
    const world = await coreWorld(roomFor(2))
    const first = await activeTenant(world)
    const answer = await createTenant(world, asked(), { name: 'late', plan: 'trial' })
    const { tenantId } = answerOf(answer)
    await letTimePass(world, 60 * SECOND_MS)
    const reason = WAITING_FOR_CAPACITY
    expect(storedTenant(world, tenantId)).toMatchObject({ clusterId: null, reason })
    await deleteTenant(world, asked(), first.id, { graceSeconds: 0 })
    await letTimePass(world, 60 * SECOND_MS)
    expect(stateOf(storedTenant(world, tenantId))).toBe('active')
  })

  it('never shares what one place is left for, though many passes run at once', async () => {
    const world = await coreWorld(roomFor(10))
    for (let n = 0; n < 30; n += 1)
      await createTenant(world, asked(), { name: `t${n}`, plan: 'trial' })
    await Promise.all(Array.from({ length: 6 }, () => settleWaiting(world)))
    expect(await loadOf(world)).toMatchObject({ tenants: 9, use: { users: 9 } })
  })
})
