import { describe, expect, it } from '@jest/globals'
import { accessKey } from '../../../../adapters/memory/memory-cluster.ts'
import type { AccessBinding } from '../../../../core/cluster/cluster-ports.ts'
import { planOf } from '../../../../core/plan/plan.ts'
import { quotaShare } from '../../../../core/quota/quota-share.ts'
import { suspendTenant } from '../../../../core/tenant/hold-tenant.ts'
import { createTopic } from '../../../../core/topic/create-topic.ts'
import { sweepCell } from '../../../../core/reconcile/drift/sweep-cell.ts'
import { asked } from '../../fixtures/requests.ts'
import { activeTenant } from '../../fixtures/stored.ts'
import { letTimePass } from '../../fixtures/schedule.ts'
import { standing, wantedStanding } from '../../fixtures/wanted-cluster.ts'
import { CELL } from '../../fixtures/world.ts'
import { driftWorld, findingsOf, sweepLater, sweepOnce } from './drift-world.ts'

/** A world with one tenant at rest that a sweep has met. */
async function settledWorld() {
  const world = await driftWorld()
  const tenant = await activeTenant(world, { topics: [{ name: 'clicks', partitions: 2 }] })
  await sweepOnce(world)
  return { world, tenant, username: `${tenant.id}-1`, kafkaName: `${tenant.id}.clicks` }
}

function grant(username: string, name: string): AccessBinding {
  return { username, resource: 'topic', pattern: 'prefixed', name, operation: 'read' }
}

describe('A sweep', () => {
  it('finds nothing on a cluster that is as it was settled', async () => {
    const { world } = await settledWorld()
    const report = await sweepLater(world)
    expect(report).toMatchObject({ reached: true, judged: 1, found: [], taken: 0, settling: 0 })
    expect(await findingsOf(world)).toEqual([])
  })

  it('brings back a user with its own password, its permissions and its quota', async () => {
    const { world, username } = await settledWorld()
    const password = world.kafka.users.get(username)
    world.kafka.users.clear()
    world.kafka.access.clear()
    world.kafka.quotas.clear()
    const report = await sweepOnce(world)
    const kinds = new Set(report.found.map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual(['access_missing', 'quota_missing', 'user_missing'])
    expect(world.kafka.users.get(username)).toBe(password)
    expect(await standing(world)).toEqual(wantedStanding(world))
    expect(await sweepLater(world)).toMatchObject({
      found: [],
      closed: report.found.length,
    })
  })

  it('leaves a quota that is an even share for another number of credentials', async () => {
    const { world, tenant, username } = await settledWorld()
    const half = quotaShare(planOf(tenant.plan), CELL.brokers, 2)
    world.kafka.quotas.set(username, half)
    await sweepOnce(world)
    expect(await findingsOf(world)).toEqual([])
    expect(world.kafka.quotas.get(username)).toEqual(half)
  })

  it('puts a wrong quota, wrong settings and too few partitions right', async () => {
    const { world, username, kafkaName } = await settledWorld()
    const quota = { produceBytesPerSecond: 1, consumeBytesPerSecond: 1, requestPercentage: 1 }
    world.kafka.quotas.set(username, quota)
    const topic = world.kafka.topics.get(kafkaName)
    if (topic === undefined) throw new Error('The topic is not there.')
    world.kafka.topics.set(kafkaName, { ...topic, partitions: 1, retentionMs: -1 })
    await sweepOnce(world)
    expect(await findingsOf(world)).toEqual([
      `quota_wrong ${username} open`,
      `settings_wrong ${kafkaName} open`,
      `topic_shrunk ${kafkaName} open`,
    ])
    expect(await standing(world)).toEqual(wantedStanding(world))
    await sweepLater(world)
    expect((await findingsOf(world)).every((text) => text.endsWith('repaired'))).toBe(true)
  })

  it('tells of a lost and of a grown topic and touches neither', async () => {
    const { world, tenant, kafkaName } = await settledWorld()
    await createTopic(world, asked(), tenant.id, { name: 'orders' })
    await letTimePass(world, 1_000)
    const orders = world.kafka.topics.get(`${tenant.id}.orders`)
    if (orders === undefined) throw new Error('The topic is not there.')
    world.kafka.topics.set(orders.kafkaName, { ...orders, partitions: 50 })
    world.kafka.topics.delete(kafkaName)
    const report = await sweepOnce(world)
    expect(report).toMatchObject({ waiting: 2, taken: 0, settling: 0 })
    expect(await findingsOf(world)).toEqual([
      `topic_grown ${orders.kafkaName} open`,
      `topic_lost ${kafkaName} open`,
    ])
    expect(world.kafka.topics.get(orders.kafkaName)?.partitions).toBe(50)
    expect(world.kafka.topics.has(kafkaName)).toBe(false)
  })

  it('takes exactly the permission away that is one too many, and no other', async () => {
    const { world, username } = await settledWorld()
    const everything = grant(username, 'a')
    world.kafka.access.set(accessKey(everything), everything)
    expect(await sweepOnce(world)).toMatchObject({ taken: 1, settling: 0 })
    expect(await standing(world)).toEqual(wantedStanding(world))
    const events = [...world.database.auditEvents.values()].map(({ action }) => action)
    expect(events).toContain('drift.remove')
  })

  it('tells of a user that no credential ever had and leaves it alone', async () => {
    const { world, tenant } = await settledWorld()
    world.kafka.users.set(`${tenant.id}-99`, 'by hand')
    expect(await sweepOnce(world)).toMatchObject({ taken: 0, waiting: 1 })
    expect(world.kafka.users.has(`${tenant.id}-99`)).toBe(true)
  })

  it('never touches what bears no tenant’s prefix, nor what an unknown tenant’s', async () => {
    const { world } = await settledWorld()
    world.kafka.users.set('admin', 'secret').set('nobodysheard-1', 'secret')
    const theirs = grant('admin', 'payments')
    world.kafka.access.set(accessKey(theirs), theirs)
    expect(await sweepOnce(world)).toMatchObject({ taken: 0, waiting: 1 })
    expect(await findingsOf(world)).toEqual(['unknown_owner nobodysheard open'])
    expect([...world.kafka.users.keys()]).toEqual(
      expect.arrayContaining(['admin', 'nobodysheard-1']),
    )
    expect(world.kafka.access.has(accessKey(theirs))).toBe(true)
  })

  it('tells of a stranger who may reach into a tenant', async () => {
    const { world, tenant } = await settledWorld()
    const reach = grant('reporting', `${tenant.id}.`)
    world.kafka.access.set(accessKey(reach), reach)
    expect(await sweepOnce(world)).toMatchObject({ taken: 0, waiting: 1 })
    expect(await findingsOf(world)).toEqual([
      `access_foreign User:reporting allow read topic ${tenant.id}.* from * open`,
    ])
  })

  it('does not judge a tenant that changes between its two looks', async () => {
    const { world, tenant, username } = await settledWorld()
    world.kafka.users.delete(username)
    world.between = async () => void (await suspendTenant(world, asked(), tenant.id))
    expect(await sweepCell(world.sweeping, CELL.id)).toMatchObject({ found: [], settling: 0 })
    world.between = async () => {}
    await sweepLater(world)
    expect(world.kafka.users.has(username)).toBe(true)
  })

  it('does not judge a tenant that is being settled', async () => {
    const { world, tenant } = await settledWorld()
    await createTopic(world, asked(), tenant.id, { name: 'orders' })
    world.kafka.users.clear()
    expect(await sweepCell(world.sweeping, CELL.id)).toMatchObject({ judged: 0, found: [] })
  })

  it('judges a tenant from the second sweep on that meets it', async () => {
    const world = await driftWorld()
    const { id } = await activeTenant(world)
    world.kafka.quotas.clear()
    expect(await sweepOnce(world)).toMatchObject({ judged: 0, found: [] })
    const report = await sweepLater(world)
    expect(report.found).toMatchObject([{ kind: 'quota_missing', resource: `${id}-1` }])
    expect(await standing(world)).toEqual(wantedStanding(world))
  })

  it('knows nothing of a cluster that does not answer, and closes nothing', async () => {
    const { world, kafkaName } = await settledWorld()
    world.kafka.topics.delete(kafkaName)
    await sweepOnce(world)
    world.kafka.down = true
    expect(await sweepLater(world)).toMatchObject({ reached: false, closed: 0 })
    expect(await findingsOf(world)).toEqual([`topic_lost ${kafkaName} open`])
  })
})
