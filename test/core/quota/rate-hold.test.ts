import { describe, expect, it } from '@jest/globals'
import { MemoryClusterAdmin } from '../../../adapters/memory/memory-cluster-admin.ts'
import { MemoryLoadSource } from '../../../adapters/memory/memory-load-source.ts'
import { memoryShareStore } from '../../../adapters/memory/memory-share-store.ts'
import { SECOND_MS } from '../../../core/kernel/clock.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { createRateHolds } from '../../../core/reconcile/rate-holds.ts'
import { shareCell, type ShareDeps, type ShareLook } from '../../../core/quota/share-cell.ts'
import { changeTenant } from '../../../core/tenant/change-tenant.ts'
import { deleteTenant } from '../../../core/tenant/delete-tenant.ts'
import { asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant } from '../fixtures/stored.ts'
import { CELL, coreWorld } from '../fixtures/world.ts'

const EVERY_MS = 15 * SECOND_MS
const RATE = 64_000
/** What is paid off in a second. */
const PAID_OFF = RATE * 1.1
const MEGABYTE = 1_000_000

async function setup() {
  const world = await coreWorld({ brokers: 1, replicationFactor: 1 })
  const { id } = await activeTenant(world)
  const user = `${id}-1`
  const source = new MemoryLoadSource()
  const deps: ShareDeps = {
    ...world,
    loads: { of: async () => source },
    shares: memoryShareStore(),
    holds: createRateHolds(world),
    admins: { of: async () => new MemoryClusterAdmin(world.kafka) },
    everyMs: EVERY_MS,
  }
  let look: ShareLook | null = null
  const pass = async (changes: Partial<ShareDeps> = {}) => {
    await letTimePass(world, EVERY_MS)
    const report = await shareCell({ ...deps, ...changes }, CELL.id, look)
    look = report.look
    await letTimePass(world, 0)
    return report
  }
  const bursts = (bytes: number) => source.produces(user, bytes / 15, 15)
  const tenant = async () => {
    const stored = await world.tenants.get(id)
    if (stored === undefined) throw new Error('The tenant is gone.')
    return stored
  }
  const rateHold = async () => (await tenant()).holds.find(({ kind }) => kind === 'rate')
  const mayWrite = () =>
    [...world.kafka.access.values()].some(
      ({ operation, resource }) => operation === 'write' && resource === 'topic',
    )
  const told = () =>
    [...world.database.auditEvents.values()]
      .filter(({ action }) => action.startsWith('limit.'))
      .map(({ action }) => action)
  await pass()
  return { world, id, source, pass, bursts, tenant, rateHold, mayWrite, told }
}

describe('A tenant that produced more than its plan in spite of its quotas', () => {
  it('can only read until it has paid that off, and then writes again by itself', async () => {
    const { world, pass, bursts, source, rateHold, mayWrite, told, tenant } = await setup()
    expect(mayWrite()).toBe(true)
    bursts(100 * MEGABYTE)
    expect(await pass()).toMatchObject({ held: 1 })
    source.users.clear()
    const seconds = (100 * MEGABYTE - RATE * 15) / PAID_OFF - 15
    const until = (await rateHold())?.until ?? 0
    expect(Math.abs(until - world.clock.now() - seconds * SECOND_MS)).toBeLessThan(SECOND_MS)
    expect(mayWrite()).toBe(false)
    expect(told()).toEqual(['limit.rate_exceeded'])

    await letTimePass(world, until - world.clock.now() - 1)
    expect(mayWrite()).toBe(false)
    await letTimePass(world, SECOND_MS)
    expect(mayWrite()).toBe(true)
    expect((await tenant()).holds).toEqual([])
    expect(told()).toEqual(['limit.rate_exceeded', 'limit.rate_freed'])
  })

  it('is held longer for what still came in, and is told once', async () => {
    const { pass, bursts, rateHold, told } = await setup()
    bursts(100 * MEGABYTE)
    await pass()
    const first = await rateHold()
    bursts(10 * MEGABYTE)
    expect(await pass()).toMatchObject({ held: 1 })
    const then = await rateHold()
    expect(then?.since).toBe(first?.since)
    const longer = ((then?.until ?? 0) - (first?.until ?? 0)) / SECOND_MS
    expect(longer).toBeCloseTo((10 * MEGABYTE) / PAID_OFF, 0)
    expect(told()).toEqual(['limit.rate_exceeded'])
  })

  it('is not written again while nothing changes', async () => {
    const { pass, bursts, source, tenant } = await setup()
    bursts(100 * MEGABYTE)
    await pass()
    source.users.clear()
    const { version } = await tenant()
    for (let n = 0; n < 30; n += 1) expect(await pass()).toMatchObject({ held: 0 })
    expect((await tenant()).version).toBe(version)
  })

  it('pays off sooner on a larger plan', async () => {
    const { world, id, pass, bursts, source, rateHold } = await setup()
    bursts(100 * MEGABYTE)
    await pass()
    source.users.clear()
    const before = ((await rateHold())?.until ?? 0) - world.clock.now()
    await changeTenant(world, asked(), id, { plan: 'basic-1' })
    await pass()
    const after = ((await rateHold())?.until ?? 0) - world.clock.now()
    expect(after).toBeLessThan(before / 7)
  })

  it('is held by the next pass when the process died after it wrote the shares', async () => {
    const { world, pass, bursts, source, rateHold } = await setup()
    bursts(100 * MEGABYTE)
    let struck = 0
    const dying = {
      settle: async () => {
        struck += 1
        throw new Error('The process is gone.')
      },
    }
    await expect(pass({ holds: createRateHolds({ ...world, tenants: dying }) })).rejects.toThrow(
      'gone',
    )
    expect(struck).toBe(1)
    expect(await rateHold()).toBeUndefined()
    source.users.clear()
    expect(await pass()).toMatchObject({ held: 1 })
    expect(await rateHold()).toBeDefined()
  })

  it('is held by the next pass when somebody changed it meanwhile', async () => {
    const { world, pass, bursts, rateHold } = await setup()
    bursts(100 * MEGABYTE)
    const overtaken = {
      settle: async () => {
        throw new ServiceError('conflict', 'Somebody was faster.')
      },
    }
    expect(await pass({ holds: createRateHolds({ ...world, tenants: overtaken }) })).toMatchObject({
      held: 0,
    })
    expect(await pass()).toMatchObject({ held: 1 })
    expect(await rateHold()).toBeDefined()
  })

  it('is let go once it is being deleted', async () => {
    const { world, id, pass, bursts, rateHold } = await setup()
    await deleteTenant(world, asked(), id, { graceSeconds: 86_400 })
    bursts(100 * MEGABYTE)
    expect(await pass()).toMatchObject({ held: 0 })
    expect(await rateHold()).toBeUndefined()
  })
})

describe('A tenant that keeps to its plan', () => {
  it('is never held, nor for one short burst of a batch or two', async () => {
    const { pass, bursts, rateHold } = await setup()
    bursts(2 * MEGABYTE)
    for (let n = 0; n < 60; n += 1) {
      expect(await pass()).toMatchObject({ held: 0 })
      bursts(RATE * 15)
    }
    expect(await rateHold()).toBeUndefined()
  })

  it('is not thought slower when a topic goes away, nor faster when it is made again', async () => {
    const { id, source, pass, rateHold } = await setup()
    source.moved.set(`${id}.old`, { tenantId: id, in: 900 * MEGABYTE, out: 0 })
    source.startedAt += 1
    await pass()
    // The broker began anew: all of it counts, once.
    expect(await rateHold()).toBeDefined()
    const before = await rateHold()
    source.moved.delete(`${id}.old`)
    source.moved.set(`${id}.new`, { tenantId: id, in: 7 * MEGABYTE, out: 0 })
    await pass()
    const longer = (((await rateHold())?.until ?? 0) - (before?.until ?? 0)) / SECOND_MS
    expect(longer).toBeCloseTo((7 * MEGABYTE) / PAID_OFF, 0)
  })
})
