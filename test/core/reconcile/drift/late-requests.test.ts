import { describe, expect, it } from '@jest/globals'
import type { ClusterAdmin } from '../../../../core/cluster/cluster-ports.ts'
import { revokeCredential } from '../../../../core/credential/revoke-credential.ts'
import { deleteTenant } from '../../../../core/tenant/delete-tenant.ts'
import { deleteTopic } from '../../../../core/topic/delete-topic.ts'
import { asked } from '../../fixtures/requests.ts'
import { letTimePass } from '../../fixtures/schedule.ts'
import { activeTenant, credentialNumbered } from '../../fixtures/stored.ts'
import { standing, wantedStanding } from '../../fixtures/wanted-cluster.ts'
import { type DriftWorld, driftWorld, findingsOf, sweepLater } from './drift-world.ts'

type Sent = () => Promise<unknown>

const LATE: readonly (keyof ClusterAdmin)[] = [
  'createTopics',
  'putUsers',
  'grantAccess',
  'setQuotas',
]

/** Keeps a copy of every request that makes something, as if it had been sent by a process that is killed meanwhile. */
async function worldWithLateRequests() {
  const world = await driftWorld()
  const sent: Sent[] = []
  const admin = await world.admins.of('cl_1')
  const recorded = new Proxy(admin, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: readonly unknown[]) => {
        const send = () => value.apply(target, args)
        if (LATE.some((each) => each === name)) sent.push(send)
        return send()
      }
    },
  })
  const recording: DriftWorld = { ...world, admins: { of: async () => recorded } }
  const tenant = await activeTenant(recording, { topics: [{ name: 'clicks' }] })
  await sweepLater(world)
  return { world, tenant, sent, arrive: () => Promise.all(sent.map((send) => send())) }
}

describe('What a request leaves that reaches the cluster late', () => {
  it('is cleared away when its credential was revoked and its topic deleted meanwhile', async () => {
    const { world, tenant, sent, arrive } = await worldWithLateRequests()
    const target = { tenantId: tenant.id, credentialId: credentialNumbered(tenant, 1).id }
    await revokeCredential(world, asked(), target)
    await deleteTopic(world, asked(), tenant.id, 'clicks')
    await letTimePass(world, 60_000)
    const before = await standing(world)
    expect(before).toMatchObject({ topics: [], users: [], access: [], quotas: [] })
    expect(sent).toHaveLength(LATE.length)
    await arrive()
    expect(await standing(world)).not.toEqual(before)
    const { found, taken } = await sweepLater(world)
    expect(taken).toBe(found.length)
    expect(await standing(world)).toEqual(before)
  })

  it('is cleared away when its tenant was purged meanwhile, and a day later, when nobody knows it', async () => {
    const { world, tenant, arrive } = await worldWithLateRequests()
    await deleteTenant(world, asked(), tenant.id, { graceSeconds: 0 })
    await letTimePass(world, 60_000)
    await arrive()
    await sweepLater(world)
    expect(await standing(world)).toEqual(wantedStanding(world))
    world.database.tenants.clear()
    await arrive()
    expect((await sweepLater(world)).taken).toBeGreaterThan(0)
    expect(await standing(world)).toMatchObject({ topics: [], users: [], access: [], quotas: [] })
  })

  it('stays when it holds records: a topic with data is told of and never deleted', async () => {
    const { world, tenant, arrive } = await worldWithLateRequests()
    await deleteTenant(world, asked(), tenant.id, { graceSeconds: 0 })
    await letTimePass(world, 60_000)
    await arrive()
    world.bytes.set(`${tenant.id}.clicks`, 107)
    await sweepLater(world)
    expect([...world.kafka.topics.keys()]).toEqual([`${tenant.id}.clicks`])
    expect(await findingsOf(world)).toContain(`topic_stray ${tenant.id}.clicks open`)
  })

  it('stays when it is filled at the last moment, and when nobody ever declared it deleted', async () => {
    const { world, tenant } = await worldWithLateRequests()
    const clicks = world.kafka.topics.get(`${tenant.id}.clicks`)
    if (clicks === undefined) throw new Error('The topic is not there.')
    world.kafka.topics.set(`${tenant.id}.byhand`, { ...clicks, kafkaName: `${tenant.id}.byhand` })
    await deleteTopic(world, asked(), tenant.id, 'clicks')
    await letTimePass(world, 60_000)
    world.kafka.topics.set(clicks.kafkaName, clicks)
    world.between = async () => void world.bytes.set(clicks.kafkaName, 107)
    await sweepLater(world)
    await sweepLater(world)
    expect([...world.kafka.topics.keys()].sort()).toEqual([
      `${tenant.id}.byhand`,
      `${tenant.id}.clicks`,
    ])
  })
})
