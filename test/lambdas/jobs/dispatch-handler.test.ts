import { describe, expect, it } from '@jest/globals'
import { DAY_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import type { HintMessage } from '../../../core/reconcile/hint-ports.ts'
import { createTenant } from '../../../core/tenant/create-tenant.ts'
import { createDispatchHandler } from '../../../lambdas/jobs/dispatch-handler.ts'
import { answerOf, asked } from '../../core/fixtures/requests.ts'
import { coreWorld } from '../../core/fixtures/world.ts'
import { recordOf } from './stream-images.ts'

async function setup() {
  const world = await coreWorld()
  const sent: [string, readonly HintMessage[]][] = []
  const reported: unknown[] = []
  const queue = { down: false, cells: new Set(['waiting', 'cl_1']) }
  const dispatch = createDispatchHandler({
    clock: world.clock,
    queues: {
      has: (cell) => queue.cells.has(cell),
      send: async (cell, messages) => {
        if (queue.down) throw new ServiceError('unavailable', 'down')
        sent.push([cell, messages])
      },
    },
    report: (_, error) => void reported.push(error),
  })
  const made = await createTenant(world, asked(), { name: 'one', plan: 'basic-0', topics: [] })
  const tenant = await world.tenants.get(answerOf(made).tenantId)
  if (tenant === undefined) throw new Error('The tenant was not declared.')
  return { world, tenant, sent, reported, queue, dispatch }
}

describe('The dispatcher', () => {
  it('hints at a tenant that is due, in the queue of those that wait for a place', async () => {
    const { tenant, sent, dispatch } = await setup()
    expect(await dispatch({ Records: [recordOf(tenant)] })).toEqual({ batchItemFailures: [] })
    const hints = [{ tenantId: tenant.id, version: tenant.version }]
    expect(sent).toEqual([['waiting', [{ delaySeconds: 0, hints }]]])
  })

  it('hints in the queue of the cell, to arrive when the tenant is due', async () => {
    const { world, tenant, sent, dispatch } = await setup()
    const dueAt = world.clock.now() + 2.5 * SECOND_MS
    await dispatch({ Records: [recordOf({ ...tenant, clusterId: 'cl_1', dueAt })] })
    expect(sent).toEqual([['cl_1', [expect.objectContaining({ delaySeconds: 3 })]]])
  })

  it('leaves what is due much later, and what is settled, to the schedule', async () => {
    const { world, tenant, sent, dispatch } = await setup()
    const later = { ...tenant, dueAt: world.clock.now() + DAY_MS }
    await dispatch({ Records: [recordOf(later), recordOf({ ...tenant, dueAt: null }, 2)] })
    expect(sent).toEqual([])
  })

  it('hints once at a tenant that changed often, at its last version', async () => {
    const { tenant, sent, dispatch } = await setup()
    const versions = [5, 6, 7].map((version, n) => recordOf({ ...tenant, version }, n))
    await dispatch({ Records: versions })
    expect(sent.map(([, messages]) => messages.flatMap(({ hints }) => hints))).toEqual([
      [{ tenantId: tenant.id, version: 7 }],
    ])
  })

  it('says nothing of other items, removals, and cells that are gone', async () => {
    const { tenant, sent, reported, dispatch } = await setup()
    const gone = recordOf({ ...tenant, clusterId: 'cl_gone' })
    const removal = { eventName: 'REMOVE', dynamodb: { SequenceNumber: '2' } } as const
    const other = {
      dynamodb: { NewImage: { pk: { S: 'ACCOUNT#acc_1' }, sk: { S: 'ACCOUNT' } } },
    }
    expect(await dispatch({ Records: [gone, removal, other] })).toEqual({ batchItemFailures: [] })
    expect(sent).toEqual([])
    expect(reported).toHaveLength(1)
  })

  it('asks for the batch again when a queue does not take it', async () => {
    const { tenant, queue, reported, dispatch } = await setup()
    queue.down = true
    const answer = await dispatch({ Records: [recordOf(tenant, 41), recordOf(tenant, 42)] })
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '41' }] })
    expect(reported).toHaveLength(1)
  })
})
