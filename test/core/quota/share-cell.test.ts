import { describe, expect, it } from '@jest/globals'
import { MemoryClusterAdmin } from '../../../adapters/memory/memory-cluster-admin.ts'
import { MemoryLoadSource } from '../../../adapters/memory/memory-load-source.ts'
import { memoryShareStore } from '../../../adapters/memory/memory-share-store.ts'
import { createCredential } from '../../../core/credential/create-credential.ts'
import { MINUTE_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { createRateHolds } from '../../../core/reconcile/rate-holds.ts'
import { shareCell, type ShareDeps, type ShareLook } from '../../../core/quota/share-cell.ts'
import { changeTenant } from '../../../core/tenant/change-tenant.ts'
import { asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant } from '../fixtures/stored.ts'
import { CELL, coreWorld } from '../fixtures/world.ts'

const EVERY_MS = 15 * SECOND_MS
const RATE = 64_000

async function setup() {
  const world = await coreWorld({ brokers: 1, replicationFactor: 1 })
  const tenant = await activeTenant(world)
  await createCredential(world, asked(), tenant.id, { role: 'readwrite' })
  await letTimePass(world, MINUTE_MS)
  const source = new MemoryLoadSource()
  const requests: number[] = []
  const admin = new MemoryClusterAdmin(world.kafka)
  const counting = Object.assign(Object.create(admin), {
    setQuotas: (quotas: Parameters<typeof admin.setQuotas>[0]) => {
      requests.push(quotas.length)
      return admin.setQuotas(quotas)
    },
  })
  const deps: ShareDeps = {
    ...world,
    loads: { of: async () => source },
    shares: memoryShareStore(),
    holds: createRateHolds(world),
    admins: { of: async () => counting },
    everyMs: EVERY_MS,
  }
  const [busy, other] = [`${tenant.id}-1`, `${tenant.id}-2`]
  let look: ShareLook | null = null
  const pass = async (changes: Partial<ShareDeps> = {}) => {
    world.clock.pass(EVERY_MS)
    const report = await shareCell({ ...deps, ...changes }, CELL.id, look)
    look = report.look
    return report
  }
  const works = () =>
    source.produces(busy, world.kafka.quotas.get(busy)?.produceBytesPerSecond ?? 0, 15)
  const produceOf = (user: string) => world.kafka.quotas.get(user)?.produceBytesPerSecond ?? 0
  return { world, tenant, deps, source, busy, other, requests, pass, works, produceOf }
}

describe('A pass that shares out rates', () => {
  it('gives the busy credential what the other one leaves, in one request', async () => {
    const { busy, other, requests, pass, works, produceOf } = await setup()
    const atRest = produceOf(other)
    await pass()
    for (let n = 0; n < 4; n += 1) {
      works()
      await pass()
    }
    expect(produceOf(busy)).toBeGreaterThan(RATE * 0.8)
    expect(produceOf(other)).toBeLessThan(RATE * 0.45)
    expect(atRest).toBe(RATE / 2)
    expect(requests[0]).toBe(2)
  })

  it('writes and sends nothing for tenants at rest', async () => {
    const { deps, requests, pass } = await setup()
    await pass()
    await pass()
    expect(requests).toEqual([])
    expect(await deps.shares.chunks(CELL.id)).toEqual([])
  })

  it('says nothing about a cell whose brokers do not answer, and leaves shares as they are', async () => {
    const { busy, source, pass, works, produceOf } = await setup()
    works()
    await pass()
    const before = produceOf(busy)
    source.down = true
    await expect(pass()).rejects.toMatchObject({ code: 'unavailable' })
    expect(produceOf(busy)).toBe(before)
  })

  it('brings back the shares of rest when the tenant has been quiet for five minutes', async () => {
    const { world, busy, deps, source, pass, works, produceOf } = await setup()
    const atRest = new Map(world.kafka.quotas)
    works()
    await pass()
    works()
    await pass()
    expect(world.kafka.quotas).not.toEqual(atRest)
    source.users.clear()
    for (let n = 0; n < 24; n += 1) await pass()
    expect(world.kafka.quotas).toEqual(atRest)
    expect(produceOf(busy)).toBeGreaterThan(0)
    expect((await deps.shares.chunks(CELL.id)).flatMap(({ tenants }) => tenants)).toEqual([])
  })

  it('begins anew after a change of plan, from what settling has set', async () => {
    const { world, tenant, busy, pass, works, produceOf } = await setup()
    works()
    await pass()
    await changeTenant(world, asked(), tenant.id, { plan: 'basic-1' })
    await letTimePass(world, SECOND_MS)
    expect(produceOf(busy)).toBe(512_000 / 2)
    for (let n = 0; n < 4; n += 1) {
      works()
      await pass()
    }
    expect(produceOf(busy)).toBeGreaterThan(512_000 * 0.8)
  })

  it('sends what an earlier pass wrote and died before it sent', async () => {
    const { world, source, other, deps, pass, produceOf } = await setup()
    await pass()
    source.produces(other, produceOf(other), 15)
    const dead = {
      of: async () => {
        throw new Error('The process is gone.')
      },
    }
    await expect(pass({ admins: dead })).rejects.toThrow('gone')
    const [chunk] = await deps.shares.chunks(CELL.id)
    const wanted = chunk?.tenants[0]?.users.find(({ username }) => username === other)
    expect(produceOf(other)).not.toBe(wanted?.quota.produceBytesPerSecond)
    source.produces(other, produceOf(other), 15)
    await pass()
    const now = (await deps.shares.chunks(CELL.id))[0]?.tenants[0]?.users
    for (const { username, quota } of now ?? [])
      expect(world.kafka.quotas.get(username)).toEqual(quota)
  })

  it('lets one of two passes at once have its way', async () => {
    const { world, deps, works, pass } = await setup()
    await pass()
    works()
    world.clock.pass(EVERY_MS)
    const both = await Promise.all([shareCell(deps, CELL.id, null), shareCell(deps, CELL.id, null)])
    expect(both.map(({ overtaken }) => overtaken).toSorted()).toEqual([0, 1])
    const stored = (await deps.shares.chunks(CELL.id)).flatMap(({ tenants }) => tenants)
    for (const { username, quota } of stored.flatMap(({ users }) => users))
      expect(world.kafka.quotas.get(username)).toEqual(quota)
  })
})
