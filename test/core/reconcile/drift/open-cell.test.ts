import { describe, expect, it } from '@jest/globals'
import { MemoryClusterAdmin } from '../../../../adapters/memory/memory-cluster-admin.ts'
import { OPERATOR } from '../../../../core/account/account.ts'
import { tendCluster } from '../../../../core/cluster/tend-cluster.ts'
import { canaryNameOf, tryCanary } from '../../../../core/cluster/try-canary.ts'
import { ServiceError } from '../../../../core/kernel/service-error.ts'
import { silenceFinding } from '../../../../core/reconcile/drift/silence-finding.ts'
import { sweepCell } from '../../../../core/reconcile/drift/sweep-cell.ts'
import { createTenant } from '../../../../core/tenant/create-tenant.ts'
import { answerOf, asked } from '../../fixtures/requests.ts'
import { letTimePass } from '../../fixtures/schedule.ts'
import { activeTenant, storedTenant } from '../../fixtures/stored.ts'
import { CELL, putCell } from '../../fixtures/world.ts'
import { type DriftWorld, driftWorld, findingsOf } from './drift-world.ts'

const OPEN = `open_cell ${CELL.id}`

function preparing(world: DriftWorld) {
  return {
    ...world,
    admin: new MemoryClusterAdmin(world.kafka),
    gate: { admitBrokers: async () => {}, refuses: async () => !world.open },
    provider: {
      inspect: async () =>
        ({ kind: 'up', bootstrapServers: CELL.bootstrapServers, brokers: CELL.brokers }) as const,
      denyByDefault: async () => 'done' as const,
    },
  }
}

/** With a canary, as every cell that was prepared, and a tenant. */
async function preparedWorld() {
  const world = await driftWorld()
  expect(await tryCanary(preparing(world), CELL.id)).toBeNull()
  await activeTenant(world)
  return {
    world,
    sweep: () => sweepCell(world.sweeping, CELL.id),
    tend: () => tendCluster(preparing(world), CELL.id),
    cell: () => world.clusters.get(CELL.id),
    events: async () => {
      const { items } = await world.sweeping.audit.listByAccount(OPERATOR.accountId, { limit: 9 })
      return items.map(({ action, resource, actor }) => `${actor} ${action} ${resource}`)
    },
  }
}

describe('A cell that is found open', () => {
  it('takes no new tenants, is told of, and is ready by itself once it refuses again', async () => {
    const { world, sweep, tend, cell, events } = await preparedWorld()
    expect(await sweep()).toMatchObject({ found: [], waiting: 0 })
    world.open = true
    expect(await sweep()).toMatchObject({ waiting: 1 })
    expect(await findingsOf(world)).toEqual([`${OPEN} open`])
    const reason = expect.stringMatching(/not refused.*allow\.everyone/)
    expect(await cell()).toMatchObject({ state: 'preparing', reason })
    expect(await events()).toEqual([`system cluster.close /v1/operator/clusters/${CELL.id}`])
    const { tenantId } = answerOf(
      await createTenant(world, asked(), { name: 'late', plan: 'trial' }),
    )
    await letTimePass(world, 60_000)
    expect(storedTenant(world, tenantId).clusterId).toBeNull()

    await tend()
    expect(await sweep()).toMatchObject({ waiting: 1, closed: 0 })
    expect(await cell()).toMatchObject({ state: 'preparing', reason })
    expect(await events()).toHaveLength(1)

    world.open = false
    await tend()
    expect(await cell()).toMatchObject({ state: 'ready', reason: null })
    expect(await sweep()).toMatchObject({ waiting: 0, closed: 1 })
    expect(await findingsOf(world)).toEqual([`${OPEN} repaired`])
    await letTimePass(world, 60_000)
    expect(storedTenant(world, tenantId).clusterId).toBe(CELL.id)
  })

  it('was seen so twice: once may be a broker that has just started', async () => {
    const { world, sweep, cell } = await preparedWorld()
    world.open = true
    world.between = async () => {
      world.open = false
    }
    expect(await sweep()).toMatchObject({ found: [] })
    expect(await cell()).toMatchObject({ state: 'ready' })
  })

  it('stays cordoned, and is told of all the same', async () => {
    const { world, sweep, cell, events } = await preparedWorld()
    await putCell(world.clusters, { ...CELL, state: 'cordoned' })
    world.open = true
    expect(await sweep()).toMatchObject({ waiting: 1 })
    expect(await cell()).toMatchObject({ state: 'cordoned', reason: null })
    expect(await events()).toEqual([])
  })

  it('is shut though somebody else writes to it at the same moment', async () => {
    const { world, sweep, cell, events } = await preparedWorld()
    world.open = true
    const { save } = world.clusters
    let raced = false
    world.sweeping.clusters.save = async (cluster, marks) => {
      if (!raced) await putCell({ ...world.clusters, save }, { ...CELL, name: 'other' })
      raced = true
      await save(cluster, marks)
    }
    await sweep()
    expect(raced).toBe(true)
    expect(await cell()).toMatchObject({ state: 'preparing', name: 'other' })
    expect(await events()).toHaveLength(1)
  })

  it('is shut though somebody silenced the finding', async () => {
    const { world, sweep, tend, cell } = await preparedWorld()
    world.open = true
    await sweep()
    const [finding] = await world.sweeping.findings.ofCluster(CELL.id)
    const silence = { silenceSeconds: 3_600, reason: 'We know' }
    const deps = { ...world.sweeping, clock: world.clock }
    await silenceFinding(deps, { ...asked(), actor: OPERATOR }, finding?.id ?? '', silence)
    world.open = false
    await tend()
    world.open = true
    expect(await sweep()).toMatchObject({ waiting: 0 })
    expect(await cell()).toMatchObject({ state: 'preparing' })
  })

  it('is still held for open while nobody can ask', async () => {
    const { world, sweep } = await preparedWorld()
    world.open = true
    await sweep()
    world.brokersAnswer = false
    expect(await sweep()).toMatchObject({ reached: true, closed: 0 })
    expect(await findingsOf(world)).toEqual([`${OPEN} open`])
  })
})

describe('The canary of a cell', () => {
  it('whose password may not be read is a fault that is heard, and keeps nothing from being repaired', async () => {
    const { world, sweep } = await preparedWorld()
    await sweep()
    const [username = ''] = [...world.kafka.users.keys()].filter((each) => each.endsWith('-1'))
    world.kafka.users.delete(username)
    const refused = new ServiceError('internal', 'The store of secrets refused a request.')
    const canaries = { get: () => Promise.reject(refused) }
    await expect(sweepCell({ ...world.sweeping, canaries }, CELL.id)).rejects.toBe(refused)
    expect(await findingsOf(world)).toEqual([`user_missing ${username} open`])
    await letTimePass(world, 1_000)
    expect(world.kafka.users.has(username)).toBe(true)
  })

  it('that somebody took away is put back before anybody else is placed there', async () => {
    const { world, sweep, tend, cell } = await preparedWorld()
    world.kafka.users.delete(canaryNameOf(CELL.id))
    expect(await sweep()).toMatchObject({ waiting: 0 })
    expect(await findingsOf(world)).toEqual([`canary_missing ${CELL.id} open`])
    expect(await cell()).toMatchObject({ state: 'preparing' })
    await tend()
    expect(await cell()).toMatchObject({ state: 'ready' })
    expect(await sweep()).toMatchObject({ closed: 1 })
  })

  it('tells nothing of a cell that never had one, or is being prepared', async () => {
    const world = await driftWorld()
    world.open = true
    expect(await sweepCell(world.sweeping, CELL.id)).toMatchObject({ found: [] })
    await tryCanary(preparing(world), CELL.id)
    await putCell(world.clusters, { ...CELL, state: 'preparing', reason: 'Nobody has looked.' })
    expect(await sweepCell(world.sweeping, CELL.id)).toMatchObject({ found: [] })
    const { reason } = (await world.clusters.get(CELL.id)) ?? {}
    expect(reason).toBe('Nobody has looked.')
  })
})
