import { describe, expect, it } from '@jest/globals'
import { createCredential } from '../../../core/credential/create-credential.ts'
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { changeTenant } from '../../../core/tenant/change-tenant.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { deleteTenant } from '../../../core/tenant/delete-tenant.ts'
import { resumeTenant, suspendTenant } from '../../../core/tenant/hold-tenant.ts'
import { restoreTenant } from '../../../core/tenant/restore-tenant.ts'
import { stateOf } from '../../../core/tenant/tenant.ts'
import { createTopic } from '../../../core/topic/create-topic.ts'
import { asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant, storedTenant } from '../fixtures/stored.ts'
import { standing } from '../fixtures/wanted-cluster.ts'
import { coreWorld } from '../fixtures/world.ts'

const refusedAs = (code: string) => expect.objectContaining({ code })
const WEEK = { graceSeconds: 604_800 }

async function setup() {
  const world = await coreWorld()
  const { id } = await activeTenant(world, { topics: [{ name: 'clicks' }] })
  return { world, id, now: () => storedTenant(world, id), before: await standing(world) }
}

describe('A tenant that is created', () => {
  it('is active once its topics exist and its first credential was let in', async () => {
    const world = await coreWorld()
    world.kafka.down = true
    const { id } = await activeTenant(world, { topics: [{ name: 'clicks' }] })
    expect(stateOf(storedTenant(world, id))).toBe('provisioning')
    world.kafka.down = false
    await letTimePass(world, 60 * SECOND_MS)
    expect(stateOf(storedTenant(world, id))).toBe('active')
    expect((await standing(world)).users).toEqual([`${id}-1`])
  })

  it('says which of its topics is wrong', async () => {
    const world = await coreWorld()
    const topics = [{ name: 'clicks' }, { name: 'clicks' }]
    const creating = createTenant(world, asked(), { name: 'orders', plan: 'trial', topics })
    await expect(creating).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ pointer: '/topics/1/name' }],
    })
  })
})

describe('A tenant that is deleted', () => {
  it('is cut off at once and keeps its topics and passwords for a week', async () => {
    const { world, id, now, before } = await setup()
    await deleteTenant(world, asked(), id, WEEK)
    await letTimePass(world, 6 * DAY_MS)
    expect(stateOf(now())).toBe('deleting')
    expect(await standing(world)).toEqual({ ...before, access: [] })
    await restoreTenant(world, asked(), id)
    await letTimePass(world, SECOND_MS)
    expect([stateOf(now()), await standing(world)]).toEqual(['active', before])
  })

  it('leaves nothing on the cluster or among the secrets after that, nor anything due', async () => {
    const { world, id, now } = await setup()
    await deleteTenant(world, asked(), id, WEEK)
    await letTimePass(world, 7 * DAY_MS + HOUR_MS)
    const nothing = { topics: [], users: [], access: [], quotas: [], secrets: [] }
    expect(await standing(world)).toEqual(nothing)
    expect([stateOf(now()), now().dueAt]).toEqual(['deleted', null])
    await expect(restoreTenant(world, asked(), id)).rejects.toEqual(refusedAs('not_found'))
  })

  it('cannot be changed any more, and its name is free once it is gone', async () => {
    const { world, id } = await setup()
    await deleteTenant(world, asked(), id, { graceSeconds: 60 })
    const changes = [
      () => createTopic(world, asked(), id, { name: 'more' }),
      () => createCredential(world, asked(), id, { role: 'consume' }),
      () => changeTenant(world, asked(), id, { name: 'other' }),
      () => deleteTenant(world, asked(), id, WEEK),
    ]
    for (const change of changes) await expect(change()).rejects.toEqual(refusedAs('conflict'))
    await letTimePass(world, HOUR_MS)
    expect((await activeTenant(world)).id).not.toBe(id)
  })

  it('is refused while it is protected', async () => {
    const { world, id } = await setup()
    await changeTenant(world, asked(), id, { deletionProtection: true })
    await expect(deleteTenant(world, asked(), id, WEEK)).rejects.toEqual(refusedAs('conflict'))
    await changeTenant(world, asked(), id, { deletionProtection: false })
    await deleteTenant(world, asked(), id, WEEK)
  })
})

describe('Holds', () => {
  it('stand together: resuming a tenant that is also deleted gives nothing back', async () => {
    const { world, id, now } = await setup()
    await suspendTenant(world, asked(), id)
    await deleteTenant(world, asked(), id, WEEK)
    await resumeTenant(world, asked(), id)
    await letTimePass(world, SECOND_MS)
    expect([(await standing(world)).access, now().holds.map(({ kind }) => kind)]).toEqual([
      [],
      ['deletion'],
    ])
  })

  it('of an operator cut off every credential, and resuming gives back the same access', async () => {
    const { world, id, now, before } = await setup()
    await suspendTenant(world, asked(), id)
    await suspendTenant(world, asked(), id)
    await letTimePass(world, SECOND_MS)
    expect([stateOf(now()), (await standing(world)).access]).toEqual(['suspended', []])
    await resumeTenant(world, asked(), id)
    await letTimePass(world, SECOND_MS)
    expect([stateOf(now()), await standing(world)]).toEqual(['active', before])
  })
})

describe('Another plan', () => {
  it('changes the quota of every credential', async () => {
    const { world, id } = await setup()
    await changeTenant(world, asked(), id, { plan: 'basic-2' })
    await letTimePass(world, SECOND_MS)
    expect(world.kafka.quotas.get(`${id}-1`)).toMatchObject({ produceBytesPerSecond: 1_365_334 })
  })

  it('is refused with every reason while the tenant has more than it allows', async () => {
    const { world, id } = await setup()
    for (let n = 0; n < 5; n += 1) {
      await createTopic(world, asked(), id, {
        name: `t${n}`,
        partitions: 2,
        retentionMs: 2 * DAY_MS,
      })
    }
    await expect(changeTenant(world, asked(), id, { plan: 'trial' })).rejects.toMatchObject({
      code: 'limit_reached',
      problems: { length: 7 },
    })
    expect(storedTenant(world, id).plan).toBe('basic-0')
  })

  it('and another name come together, and the former name is free', async () => {
    const { world, id, now } = await setup()
    await changeTenant(world, asked(), id, { name: 'sales', plan: 'basic-1' })
    expect([now().name, now().plan]).toEqual(['sales', 'basic-1'])
    expect((await activeTenant(world, { name: 'orders' })).id).not.toBe(id)
  })
})
