import { describe, expect, it } from '@jest/globals'
import { MemoryCluster } from '../../../adapters/memory/memory-cluster.ts'
import { MemoryClusterAdmin } from '../../../adapters/memory/memory-cluster-admin.ts'
import { memoryClusterStore } from '../../../adapters/memory/memory-cluster-store.ts'
import { memorySecretStore } from '../../../adapters/memory/memory-secret-store.ts'
import { memoryDatabase } from '../../../adapters/memory/memory-database.ts'
import { DEFAULT_CAPACITY } from '../../../core/cluster/cluster-capacity.ts'
import { newCluster } from '../../../core/cluster/new-cluster.ts'
import { type ClusterDefinition, prepareCluster } from '../../../core/cluster/prepare-cluster.ts'
import type { InspectedCluster } from '../../../core/cluster/prepare-ports.ts'
import { canaryNameOf } from '../../../core/cluster/try-canary.ts'
import { seededRandomness } from '../fixtures/seeded-randomness.ts'

const definition: ClusterDefinition = {
  id: 'cl_one',
  name: 'one',
  access: 'vpc',
  caPem: null,
  replicationFactor: 3,
  capacity: DEFAULT_CAPACITY,
}

const up: InspectedCluster = { kind: 'up', bootstrapServers: 'b-1:9096,b-2:9096', brokers: 3 }

/** A provider whose cluster restarts once when it is told to deny, and brokers that do what they were told last. */
function setup() {
  const clock = { now: () => 5 }
  const cluster = new MemoryCluster()
  const clusters = memoryClusterStore(memoryDatabase(clock))
  const seen: { inspected: InspectedCluster } = { inspected: up }
  const brokers = { admitted: false, denying: false, restarting: false }
  const steps: string[] = []
  const deps = {
    clusters,
    secrets: memorySecretStore(),
    randomness: seededRandomness(1),
    clock,
    admin: new MemoryClusterAdmin(cluster),
    provider: {
      inspect: async () => seen.inspected,
      denyByDefault: async () => {
        steps.push('deny')
        if (brokers.denying && !brokers.restarting) return 'done' as const
        brokers.restarting = !brokers.denying
        brokers.denying = true
        return 'under-way' as const
      },
    },
    gate: {
      admitBrokers: async () => {
        steps.push('admit')
        brokers.admitted = true
      },
      refuses: async () => brokers.denying && !brokers.restarting,
    },
  }
  const pass = () => prepareCluster(deps, definition)
  return { pass, clusters, cluster, brokers, steps, seen, deps }
}

describe('A cluster that is prepared', () => {
  it('is not known while its provider is still making it', async () => {
    const { pass, clusters, seen, steps } = setup()
    seen.inspected = { kind: 'busy' }
    expect(await pass()).toEqual({ state: 'unknown', waitingFor: expect.any(String) })
    expect(await clusters.list()).toEqual([])
    expect(steps).toEqual([])
  })

  it('says what a person has to change about it', async () => {
    const { pass, clusters, seen } = setup()
    seen.inspected = { kind: 'unfit', reason: 'Switch IAM on.' }
    expect(await pass()).toEqual({ state: 'unknown', waitingFor: 'Switch IAM on.' })
    expect(await clusters.list()).toEqual([])
  })

  it('admits its brokers, denies by default and refuses the canary before it is ready', async () => {
    const { pass, clusters, brokers, steps } = setup()
    expect((await pass()).state).toBe('preparing')
    expect(steps).toEqual(['admit', 'deny'])
    expect((await clusters.get('cl_one'))?.state).toBe('preparing')
    brokers.restarting = false
    expect(await pass()).toEqual({ state: 'ready', waitingFor: null })
    expect(await clusters.get('cl_one')).toMatchObject({
      ...definition,
      state: 'ready',
      reason: null,
      bootstrapServers: 'b-1:9096,b-2:9096',
      brokers: 3,
    })
  })

  it('does not get ready while a user without permissions is let through', async () => {
    const { pass, clusters, brokers, deps } = setup()
    brokers.denying = true
    deps.gate.refuses = async () => false
    expect(await pass()).toEqual({
      state: 'preparing',
      waitingFor: expect.stringMatching(/refused/),
    })
    expect((await clusters.get('cl_one'))?.state).toBe('preparing')
  })

  it('waits for a canary that cannot log in, for a refused log-in proves nothing', async () => {
    const { pass, cluster, brokers } = setup()
    brokers.denying = true
    cluster.notLetInYet.add(canaryNameOf('cl_one'))
    expect(await pass()).toEqual({ state: 'preparing', waitingFor: expect.any(String) })
    cluster.notLetInYet.clear()
    expect((await pass()).state).toBe('ready')
  })

  it('gives its canary no permissions, and one password however often it is tried', async () => {
    const { pass, cluster, brokers } = setup()
    await pass()
    brokers.restarting = false
    await pass()
    const password = cluster.users.get(canaryNameOf('cl_one'))
    expect(password).toMatch(/^[A-Za-z0-9]{43}$/)
    expect([...cluster.access.values()]).toEqual([])
    expect([...cluster.users]).toEqual([[canaryNameOf('cl_one'), password]])
  })

  it('is left alone once it takes tenants or was cordoned', async () => {
    const { pass, clusters, steps } = setup()
    const seen = { bootstrapServers: 'b', brokers: 1, createdAt: 1 }
    const cordoned = newCluster({ ...definition, ...seen, state: 'cordoned' })
    await clusters.save(cordoned)
    expect(await pass()).toEqual({ state: 'cordoned', waitingFor: null })
    expect(await clusters.get('cl_one')).toEqual(cordoned)
    expect(steps).toEqual([])
  })
})
