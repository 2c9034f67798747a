import { describe, expect, it } from '@jest/globals'
import type { SQSRecord } from 'aws-lambda'
import { MemoryClusterAdmin } from '../../../adapters/memory/memory-cluster-admin.ts'
import type { Cluster } from '../../../core/cluster/cluster.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { stateOf } from '../../../core/tenant/tenant.ts'
import { createPlaceHandler } from '../../../lambdas/jobs/place-handler.ts'
import {
  createReconcileHandler,
  type ReconcileHandlerDeps,
} from '../../../lambdas/jobs/reconcile-handler.ts'
import { answerOf, asked } from '../../core/fixtures/requests.ts'
import { CELL, coreWorld } from '../../core/fixtures/world.ts'

const PLENTY = { getRemainingTimeInMillis: () => 600_000 }

function message(body: string, messageId = 'message-1'): SQSRecord {
  return {
    messageId,
    receiptHandle: '',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: '',
  }
}

async function setup(cell: Partial<Cluster> = {}) {
  const world = await coreWorld(cell)
  const reported: unknown[] = []
  const report = (_: string, error: unknown) => void reported.push(error)
  const admin = new MemoryClusterAdmin(world.kafka)
  const { state: _, bootstrapServers: __, brokers: ___, ...definition } = CELL
  const deps: ReconcileHandlerDeps = {
    ...world,
    definition,
    provider: {
      inspect: async () => ({ kind: 'up', bootstrapServers: 'b:9096', brokers: 3 }),
      denyByDefault: async () => 'done',
    },
    parts: async () => ({
      admin,
      gate: { admitBrokers: async () => {}, refuses: async () => true },
    }),
    report,
    note: () => {},
  }
  async function declare(name: string) {
    const made = await createTenant(world, asked(), { name, plan: 'basic-0', topics: [] })
    return answerOf(made).tenantId
  }
  const stateNow = async (id: string) => {
    const tenant = await world.tenants.get(id)
    return tenant === undefined ? undefined : stateOf(tenant)
  }
  const hintAt = async (id: string) => {
    const tenant = await world.tenants.get(id)
    return JSON.stringify({ hints: [{ tenantId: id, version: tenant?.version ?? 0 }] })
  }
  return {
    world,
    reported,
    deps,
    declare,
    stateNow,
    hintAt,
    place: createPlaceHandler({ ...world, report }),
    reconcile: createReconcileHandler(deps),
  }
}

describe('Tenants in AWS', () => {
  it('are placed and settled by schedule alone, when every hint is lost', async () => {
    const { declare, place, reconcile, stateNow } = await setup()
    const id = await declare('one')
    await place({})
    await reconcile({}, PLENTY)
    expect(await stateNow(id)).toBe('active')
  })

  it('are placed and settled by hints', async () => {
    const { declare, place, reconcile, stateNow, hintAt } = await setup()
    const id = await declare('one')
    const none = { batchItemFailures: [] }
    expect(await place({ Records: [message(await hintAt(id))] })).toEqual(none)
    expect(await reconcile({ Records: [message(await hintAt(id))] }, PLENTY)).toEqual(none)
    expect(await stateNow(id)).toBe('active')
  })

  it('are left to the newer hint when they changed since', async () => {
    const { world, declare, place, reconcile, hintAt } = await setup()
    const id = await declare('one')
    const stale = await hintAt(id)
    await place({})
    const placed = await world.tenants.get(id)
    await reconcile({ Records: [message(stale)] }, PLENTY)
    expect(await world.tenants.get(id)).toEqual(placed)
  })

  it('are settled although a message beside their hint is none; that one alone fails', async () => {
    const { declare, place, reconcile, stateNow, hintAt, reported } = await setup()
    const id = await declare('one')
    await place({})
    const Records = [message('what?', 'bad'), message(await hintAt(id), 'good')]
    expect(await reconcile({ Records }, PLENTY)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'bad' }],
    })
    expect(await stateNow(id)).toBe('active')
    expect(reported).toHaveLength(1)
  })

  it('keep their hints when the store fails: every message comes again', async () => {
    const { deps, hintAt, declare, place } = await setup()
    const id = await declare('one')
    await place({})
    const tenants = {
      ...deps.tenants,
      getMany: async () => {
        throw new ServiceError('unavailable', 'The store does not answer.')
      },
    }
    const reconcile = createReconcileHandler({ ...deps, tenants })
    const Records = [message(await hintAt(id), 'a'), message('what?', 'b')]
    expect(await reconcile({ Records }, PLENTY)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }],
    })
  })

  it('are settled when the cluster is back, without being asked for again', async () => {
    const { world, declare, place, reconcile, stateNow } = await setup()
    const id = await declare('one')
    await place({})
    world.kafka.down = true
    await reconcile({}, PLENTY)
    expect(await stateNow(id)).toBe('provisioning')
    world.kafka.down = false
    await reconcile({}, PLENTY)
    expect(await stateNow(id)).toBe('active')
  })
})

describe('A cell in AWS', () => {
  it('is made ready by its schedule, and nobody is placed on it before', async () => {
    const { world, deps, declare, place, stateNow } = await setup({ state: 'preparing' })
    const denying: ('under-way' | 'done')[] = ['under-way', 'done']
    const provider = { ...deps.provider, denyByDefault: async () => denying.shift() ?? 'done' }
    const reconcile = createReconcileHandler({ ...deps, provider })
    const id = await declare('one')
    await reconcile({}, PLENTY)
    await place({})
    expect((await world.tenants.get(id))?.clusterId).toBeNull()
    await reconcile({}, PLENTY)
    expect((await world.clusters.get(CELL.id))?.state).toBe('ready')
    world.clock.pass(60_000)
    await place({})
    await reconcile({}, PLENTY)
    expect(await stateNow(id)).toBe('active')
  })

  it('waits, and says so, while its cluster has no addresses', async () => {
    const { deps, reported, world } = await setup({ state: 'preparing' })
    const parts = async () => {
      throw new ServiceError('unavailable', 'The cluster has no addresses yet.')
    }
    await createReconcileHandler({ ...deps, parts })({}, PLENTY)
    expect(reported).toHaveLength(1)
    expect((await world.clusters.get(CELL.id))?.state).toBe('preparing')
  })
})
