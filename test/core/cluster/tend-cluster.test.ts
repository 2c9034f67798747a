import { describe, expect, it } from '@jest/globals'
import { MemoryCluster } from '../../../adapters/memory/memory-cluster.ts'
import { MemoryClusterAdmin } from '../../../adapters/memory/memory-cluster-admin.ts'
import { memoryClusterStore } from '../../../adapters/memory/memory-cluster-store.ts'
import { memoryDatabase } from '../../../adapters/memory/memory-database.ts'
import { memorySecretStore } from '../../../adapters/memory/memory-secret-store.ts'
import type { Cluster } from '../../../core/cluster/cluster.ts'
import type { InspectedCluster } from '../../../core/cluster/prepare-ports.ts'
import { tendCluster } from '../../../core/cluster/tend-cluster.ts'
import { seededRandomness } from '../fixtures/seeded-randomness.ts'
import { CELL } from '../fixtures/world.ts'

const up: InspectedCluster = { kind: 'up', bootstrapServers: 'localhost:9092', brokers: 3 }
const silent: InspectedCluster = { kind: 'unreachable', reason: 'No broker answers.' }

async function setup(more: Partial<Cluster> = {}) {
  const clock = { at: 1_000, now: () => clock.at }
  const clusters = memoryClusterStore(memoryDatabase(clock))
  await clusters.save({ ...CELL, ...more })
  const kafka = new MemoryCluster()
  const seen = { inspected: up, refuses: true }
  const deps = {
    clusters,
    clock,
    secrets: memorySecretStore(),
    randomness: seededRandomness(1),
    admin: new MemoryClusterAdmin(kafka),
    provider: { inspect: async () => seen.inspected, denyByDefault: async () => 'done' as const },
    gate: { admitBrokers: async () => {}, refuses: async () => seen.refuses },
  }
  const look = async () => {
    await tendCluster(deps, CELL.id)
    return await clusters.get(CELL.id)
  }
  return { look, seen, clock, kafka, clusters }
}

describe('A cluster that is looked after', () => {
  it('is ready once its canary was refused, and its reason is gone', async () => {
    const { look, seen } = await setup({ state: 'preparing', reason: 'Nobody has looked yet.' })
    seen.refuses = false
    expect(await look()).toMatchObject({
      state: 'preparing',
      reason: expect.stringMatching(/not refused/),
    })
    seen.refuses = true
    expect(await look()).toMatchObject({ state: 'ready', reason: null })
  })

  it('says why it is not ready while nobody answers or lets us in', async () => {
    const { look, seen, kafka } = await setup({ state: 'preparing' })
    seen.inspected = silent
    expect(await look()).toMatchObject({ state: 'preparing', reason: 'No broker answers.' })
    seen.inspected = up
    kafka.down = true
    expect(await look()).toMatchObject({
      state: 'preparing',
      reason: expect.stringMatching(/cannot be reached/),
    })
    kafka.down = false
    expect(await look()).toMatchObject({ state: 'ready', reason: null })
  })

  it('is unreachable from the first look that nobody answered to the first that somebody did', async () => {
    const { look, seen, clock } = await setup()
    seen.inspected = silent
    expect(await look()).toMatchObject({ state: 'ready', unreachableSince: 1_000 })
    clock.at = 9_000
    expect(await look()).toMatchObject({ unreachableSince: 1_000 })
    seen.inspected = up
    expect(await look()).toMatchObject({ state: 'ready', unreachableSince: null })
  })

  it('is not written while nothing changed', async () => {
    const { look } = await setup()
    expect((await look())?.version).toBe((await look())?.version)
  })

  it('does not lose a broker that is down for a moment, and learns of one more', async () => {
    const { look, seen } = await setup()
    seen.inspected = { ...up, brokers: 2 }
    expect(await look()).toMatchObject({ brokers: 3 })
    seen.inspected = { ...up, brokers: 4 }
    expect(await look()).toMatchObject({ brokers: 4 })
  })

  it('stays cordoned while it answers', async () => {
    const { look } = await setup({ state: 'cordoned' })
    expect(await look()).toMatchObject({ state: 'cordoned' })
  })
})
