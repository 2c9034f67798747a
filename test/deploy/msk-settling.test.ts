import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { ClusterAdmin } from '../../core/cluster/cluster-ports.ts'
import { MINUTE_MS, SECOND_MS } from '../../core/kernel/clock.ts'
import { settleCell } from '../../core/reconcile/settle.ts'
import { settleWaiting } from '../../core/reconcile/settle-waiting.ts'
import { createTenant } from '../../core/tenant/create-tenant.ts'
import { stateOf, type Tenant } from '../../core/tenant/tenant.ts'
import { administratorOf } from '../adapters/kafka/administrator-of.ts'
import { eventually } from '../contracts/eventually.ts'
import { type RealBroker, startRealBroker } from '../contracts/real-broker.ts'
import { answerOf, asked } from '../core/fixtures/requests.ts'
import { coreWorld } from '../core/fixtures/world.ts'
import { type MskUnderTest, startMskUnderTest } from './msk-under-test.ts'

// What a tenant sees of a cluster that refuses: the core's own settling, on the adapters of AWS. A second broker stands
// for one that hears of users later than the first; to the stand-in it is a stranger.
const PATIENCE_MS = 240_000
const FULL = 1_000

let started: MskUnderTest | undefined
let late: RealBroker | undefined
const msk = (): MskUnderTest => {
  if (started === undefined) throw new Error('The emulator did not start.')
  return started
}

beforeAll(async () => {
  const other = await startRealBroker()
  late = other
  started = await startMskUnderTest({ slowBroker: other })
}, 600_000)

afterAll(async () => {
  await started?.stop()
  await late?.stop()
})

beforeEach(() => msk().emulator.configure({ otherUsers: 0, clusterState: '', unprocessed: 0 }))

let seeds = 100

/** A tenant with one topic that waits to be settled on the emulated cluster. */
async function declared(admin: ClusterAdmin = msk().admin) {
  seeds += 1
  const world = await coreWorld({ brokers: 1, replicationFactor: 1 }, seeds)
  const deps = { ...world, secrets: msk().secrets, admins: { of: async () => admin } }
  const topics = [{ name: 'orders', partitions: 1 }]
  const made = await createTenant(deps, asked(), { name: 'one', plan: 'basic-0', topics })
  const { tenantId } = answerOf(made)
  await settleWaiting(deps)
  const read = async (): Promise<Tenant> => {
    const tenant = await deps.tenants.get(tenantId)
    if (tenant === undefined) throw new Error('The tenant is gone.')
    return tenant
  }
  /** A pass, once the tenant is due again. */
  const pass = async () => {
    world.clock.pass(Math.max(0, ((await read()).dueAt ?? 0) - world.clock.now()))
    await settleCell(deps, 'cl_1')
    return await read()
  }
  const becomes = (state: string) =>
    eventually(async () => expect(stateOf(await pass())).toBe(state), PATIENCE_MS)
  return { read, pass, becomes, now: () => world.clock.now() }
}

describe('A tenant on Amazon MSK', () => {
  it('waits for a place on a cluster that is full of users, and goes on once there is one', async () => {
    await msk().emulator.configure({ otherUsers: FULL })
    const { pass, becomes } = await declared()
    const waiting = [await pass(), await pass(), await pass()].at(-1)
    expect(waiting).toMatchObject({ reason: 'The cluster has as many users as it can hold.' })
    expect(waiting && stateOf(waiting)).toBe('provisioning')
    expect(waiting?.openOperations).toHaveLength(1)
    await msk().emulator.configure({ otherUsers: FULL - 1 })
    await becomes('active')
  }, 600_000)

  it.each(['CREATING', 'UPDATING', 'HEALING', 'MAINTENANCE', 'REBOOTING_BROKER'])(
    'waits, asking ever less often, while its cluster is %s',
    async (clusterState) => {
      await msk().emulator.configure({ clusterState })
      const { pass, becomes, now } = await declared()
      const waits: number[] = []
      for (let passes = 0; passes < 10; passes += 1) {
        const tenant = await pass()
        expect(tenant.reason).toBe('The cluster is being changed and takes no users now.')
        waits.push((tenant.dueAt ?? 0) - now())
      }
      expect(waits).toEqual(waits.toSorted((a, b) => a - b))
      expect(waits[0]).toBeLessThan(SECOND_MS)
      expect(waits.at(-1)).toBe(MINUTE_MS / 2)
      await msk().emulator.configure({ clusterState: '' })
      await becomes('active')
    },
    600_000,
  )

  it('is none the worse for secrets that stay unprocessed at first', async () => {
    await msk().emulator.configure({ unprocessed: 3 })
    const { pass, becomes } = await declared()
    expect((await pass()).reason).toBe('Amazon MSK did not take the user yet.')
    await becomes('active')
  })

  it('is none the worse for throttling and for lost answers', async () => {
    const before = await msk().emulator.failedCalls()
    await msk().emulator.configure({ failEvery: 2, failOps: '.*', failKind: 'lost' })
    try {
      const { becomes } = await declared()
      await becomes('active')
      await msk().emulator.configure({ failKind: 'throttle' })
      await (await declared()).becomes('active')
      expect(await msk().emulator.failedCalls()).toBeGreaterThan(before)
    } finally {
      await msk().emulator.configure({ failEvery: 0 })
    }
  }, 600_000)

  it('has no credential before it logs in on every broker, however late the last one hears', async () => {
    const { pass, becomes, read } = await declared(msk().adminOfBoth)
    const first = msk().admin
    const [credential] = Object.values((await read()).credentials)
    const username = `${(await read()).id}-${credential?.number}`
    await pass()
    const [user] = await msk().secrets.ensure([{ username, password: 'is stored already' }])
    if (user === undefined) throw new Error('The password is not stored.')
    await eventually(async () => expect(await first.verifyLogins([user])).toEqual([{ ok: true }]))
    for (let passes = 0; passes < 5; passes += 1) {
      const [waiting] = Object.values((await pass()).credentials)
      expect(waiting?.state).toBe('provisioning')
    }
    if (late === undefined) throw new Error('There is no second broker.')
    await administratorOf(late.cluster).putUsers([user])
    await becomes('active')
  }, 600_000)
})
