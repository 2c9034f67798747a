import { describe, expect, it } from '@jest/globals'
import { MemoryClusterAdmin } from '../../adapters/memory/memory-cluster-admin.ts'
import { CAPACITY_MAX } from '../../core/cluster/cluster-capacity.ts'
import type { ClusterAdmin } from '../../core/cluster/cluster-ports.ts'
import { HOUR_MS } from '../../core/kernel/clock.ts'
import { settleCell } from '../../core/reconcile/settle.ts'
import { settleWaiting } from '../../core/reconcile/settle-waiting.ts'
import { createTenant } from '../../core/tenant/create-tenant.ts'
import { stateOf } from '../../core/tenant/tenant.ts'
import { answerOf, asked } from '../core/fixtures/requests.ts'
import { letTimePass } from '../core/fixtures/schedule.ts'
import { storedTenant } from '../core/fixtures/stored.ts'
import { unrest } from '../core/fixtures/unrest.ts'
import { CELL, coreWorld, type World } from '../core/fixtures/world.ts'

const BATCH = 200

async function manyTenants(world: World, count: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) {
    const request = asked({ actor: { id: 'mem_1', accountId: `acc_${n % 20}`, role: 'owner' } })
    const answer = await createTenant(world, request, {
      name: `t${n}`,
      plan: 'basic-0',
      topics: [{ name: 'clicks' }],
    })
    ids.push(answerOf(answer).tenantId)
  }
  return ids
}

/** Refuses, as a whole, every request of that kind which holds anything of the tenant. */
function poisoned(admin: ClusterAdmin, kind: keyof ClusterAdmin, tenantId: string): ClusterAdmin {
  return new Proxy(admin, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method)
      if (typeof value !== 'function') return value
      return async (...args: readonly unknown[]) => {
        if (method === kind && JSON.stringify(args).includes(tenantId)) {
          throw new Error('The request cannot be read.')
        }
        return value.apply(target, args)
      }
    },
  })
}

async function untilPlaced(world: World): Promise<void> {
  for (let pass = 0; (await settleWaiting(world)).size > 0; pass += 1)
    if (pass > 100) throw new Error('Placing does not end.')
}

const KINDS = ['createTopics', 'putUsers', 'grantAccess', 'setQuotas', 'verifyLogins'] as const

describe('One poisoned tenant in a batch of 200', () => {
  it.each(KINDS)('delays no other tenant when %s refuses it', async (kind) => {
    const world = await coreWorld()
    const ids = await manyTenants(world, BATCH)
    const bad = ids[77] ?? ''
    await untilPlaced(world)
    const admins = {
      of: async () => poisoned(new MemoryClusterAdmin(world.kafka), kind, bad),
    }
    await settleCell({ ...world, admins }, CELL.id)
    const unsettled = ids.filter((id) => stateOf(storedTenant(world, id)) !== 'active')
    expect(unsettled).toEqual([bad])
    await letTimePass(world, HOUR_MS)
    expect(unrest(world)).toEqual([])
  })

  it('is asked for less and less often, and by itself', async () => {
    const world = await coreWorld()
    const [bad = ''] = await manyTenants(world, 3)
    let asked = 0
    const admins = {
      of: async () => {
        asked += 1
        return poisoned(new MemoryClusterAdmin(world.kafka), 'createTopics', bad)
      },
    }
    await letTimePass(world, HOUR_MS, { ...world, admins })
    expect(asked).toBeLessThan(140)
    expect(asked).toBeGreaterThan(100)
    expect(storedTenant(world, bad).reason).toBe('The cluster refused the request.')
  })
})

describe('More waiting tenants than a pass can take', () => {
  it('are not kept waiting by 250 that the brokers do not let in', async () => {
    const world = await coreWorld({ capacity: CAPACITY_MAX })
    const first = await manyTenants(world, 250)
    for (const id of first) world.kafka.notLetInYet.add(`${id}-1`)
    await letTimePass(world, 1_000)
    const request = asked({ actor: { id: 'mem_1', accountId: 'acc_late', role: 'owner' } })
    const late = answerOf(await createTenant(world, request, { name: 'late', plan: 'trial' }))
    await letTimePass(world, 60_000)
    expect(stateOf(storedTenant(world, late.tenantId))).toBe('active')
    expect(first.map((id) => stateOf(storedTenant(world, id)))).toEqual(
      first.map(() => 'provisioning'),
    )
  })
})
