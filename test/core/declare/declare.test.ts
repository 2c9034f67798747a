import { describe, expect, it } from '@jest/globals'
import type { DeclareRequest } from '../../../core/declare/intent.ts'
import { DAY_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import type { NewTenantInput } from '../../../core/tenant/tenant-input.ts'
import type { TenantStore } from '../../../core/tenant/tenant-ports.ts'
import { createTopic } from '../../../core/topic/create-topic.ts'
import { answerOf, asked, BOB, keyed, once } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant, storedTenant } from '../fixtures/stored.ts'
import { coreWorld, type World } from '../fixtures/world.ts'

const refusedAs = (code: string) => expect.objectContaining({ code })
const orders = { name: 'orders', plan: 'basic-0' } as const

/** Asked for with a key. */
function make(world: World, request: DeclareRequest, input: NewTenantInput): Promise<unknown> {
  return once(world, request, (asked) => createTenant(world, asked, input))
}

/** A store that somebody else always writes first, the first `times` times. */
function losing(tenants: TenantStore, times: number) {
  let tries = 0
  const declare: TenantStore['declare'] = async (declaration) => {
    tries += 1
    if (tries <= times) throw new ServiceError('conflict', 'Somebody else wrote it.')
    await tenants.declare(declaration)
  }
  return { tenants: { ...tenants, declare }, tries: () => tries }
}

describe('A declaration', () => {
  it('writes tenant, operation and audit event together, and hints that there is work', async () => {
    const world = await coreWorld()
    const { tenantId } = answerOf(await createTenant(world, asked(), orders))
    expect(storedTenant(world, tenantId)).toMatchObject({
      version: 1,
      generation: 1,
      name: 'orders',
    })
    const resource = `/v1/tenants/${tenantId}`
    expect([...world.database.operations.values()]).toMatchObject([{ resource, state: 'pending' }])
    expect([...world.database.auditEvents.values()]).toMatchObject([
      {
        action: 'tenant.create',
        actor: 'mem_ann',
        resource,
        outcome: 'accepted',
        requestId: 'req_1',
      },
    ])
    expect(world.hints).toEqual([tenantId])
  })

  it('never touches the cluster', async () => {
    const world = await coreWorld()
    await createTenant(world, asked(), { ...orders, topics: [{ name: 'clicks' }] })
    expect([world.kafka.topics.size, world.kafka.users.size]).toEqual([0, 0])
  })

  it('that is repeated under its key hears the first answer and changes nothing', async () => {
    const world = await coreWorld()
    const first = await make(world, keyed('k1'), orders)
    expect(await make(world, keyed('k1'), orders)).toEqual(first)
    expect(world.database.tenants.size).toBe(1)
    expect(world.database.operations.size).toBe(1)
    expect(world.database.auditEvents.size).toBe(1)
  })

  it('that is repeated at the same moment is made once', async () => {
    const world = await coreWorld()
    const ask = () => make(world, keyed('k1'), orders)
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(world.database.tenants.size).toBe(1)
  })

  it('of another request under the same key is a mismatch', async () => {
    const world = await coreWorld()
    await make(world, keyed('k1'), orders)
    const other = keyed('k1', { requestHash: 'another' })
    await expect(make(world, other, orders)).rejects.toEqual(refusedAs('idempotency_mismatch'))
  })

  it('may use a key again after a day', async () => {
    const world = await coreWorld()
    await make(world, keyed('k1'), orders)
    world.clock.pass(DAY_MS)
    const again = await make(world, keyed('k1'), { ...orders, name: 'sales' })
    expect(storedTenant(world, answerOf(again).tenantId).name).toBe('sales')
  })

  it('shares no key with another account', async () => {
    const world = await coreWorld()
    const mine = answerOf(await make(world, keyed('k1'), orders))
    const theirs = answerOf(await make(world, keyed('k1', { actor: BOB }), orders))
    expect(theirs.tenantId).not.toBe(mine.tenantId)
  })

  it('that loses four races wins the fifth, with all that was written before kept', async () => {
    const world = await coreWorld()
    const { id } = await activeTenant(world)
    const { tenants, tries } = losing(world.tenants, 4)
    await createTopic({ ...world, tenants }, asked(), id, { name: 'clicks' })
    expect(tries()).toBe(5)
    expect(Object.keys(storedTenant(world, id).topics)).toEqual(['clicks'])
  })

  it('that loses five races is a conflict for the caller', async () => {
    const world = await coreWorld()
    const { id } = await activeTenant(world)
    const { tenants, tries } = losing(world.tenants, 99)
    const declared = createTopic({ ...world, tenants }, asked(), id, { name: 'clicks' })
    await expect(declared).rejects.toEqual(refusedAs('conflict'))
    expect(tries()).toBe(5)
    expect(storedTenant(world, id).topics).toEqual({})
  })

  it('with a name that is taken is refused at once', async () => {
    const world = await coreWorld()
    await createTenant(world, asked(), orders)
    await expect(createTenant(world, asked(), orders)).rejects.toMatchObject({
      code: 'conflict',
      problems: [{ pointer: '/name' }],
    })
  })

  it('with more topics than its plan allows hears how many it asked for', async () => {
    const world = await coreWorld()
    const topics = Array.from({ length: 41 }, (_, n) => ({ name: `t${n}` }))
    await expect(createTenant(world, asked(), { ...orders, topics })).rejects.toThrow(
      'The plan allows 40 topics; 0 are in use and 41 more were asked for.',
    )
  })

  it('made on an older generation than the stored one fails its precondition', async () => {
    const world = await coreWorld()
    const { id, generation } = await activeTenant(world)
    const onSeen = asked({ expected: [generation] })
    await createTopic(world, onSeen, id, { name: 'clicks' })
    await expect(createTopic(world, onSeen, id, { name: 'sales' })).rejects.toEqual(
      refusedAs('precondition_failed'),
    )
  })

  it('on the tenant of another account finds as little as on none', async () => {
    const world = await coreWorld()
    const { id } = await activeTenant(world)
    const theirs = createTopic(world, asked({ actor: BOB }), id, { name: 'clicks' })
    const nobodys = createTopic(world, asked(), 'a00000000000', { name: 'clicks' })
    const refusals = await Promise.all([theirs, nobodys].map((each) => each.catch(String)))
    expect(refusals[0]).toBe(refusals[1])
    await expect(theirs).rejects.toEqual(refusedAs('not_found'))
  })

  it('is refused while a hundred operations are open, and taken again once they end', async () => {
    const world = await coreWorld()
    const { id } = await activeTenant(world, { plan: 'basic-2' })
    const topic = (n: number) => createTopic(world, asked(), id, { name: `t${n}` })
    for (let n = 0; n < 100; n += 1) await topic(n)
    await expect(topic(100)).rejects.toEqual(refusedAs('conflict'))
    await letTimePass(world, SECOND_MS)
    await topic(100)
    expect(Object.keys(storedTenant(world, id).topics)).toHaveLength(101)
  })
})
