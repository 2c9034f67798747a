import { describe, expect, it } from '@jest/globals'
import type { Cluster } from '../../core/cluster/cluster.ts'
import { DEFAULT_CAPACITY } from '../../core/cluster/cluster-capacity.ts'
import { newCluster, type NewCluster } from '../../core/cluster/new-cluster.ts'
import { NO_USE } from '../../core/placement/cluster-use.ts'
import { outcomeOf } from './outcomes.ts'
import { aDeclaration, anEvent, aTenant, next } from './store-fixtures.ts'
import type { OpenStores, StoresUnderTest } from './stores-under-test.ts'

export function aCluster(id: string, more: Partial<NewCluster> = {}): Cluster {
  return newCluster({
    id,
    name: 'first',
    state: 'ready',
    access: 'vpc',
    bootstrapServers: 'localhost:4301',
    caPem: null,
    brokers: 3,
    replicationFactor: 3,
    capacity: DEFAULT_CAPACITY,
    createdAt: 1_764_000_000_000,
    ...more,
  })
}

const marks = () => ({ auditEvent: anEvent({ accountId: 'operator' }) })

/** The cluster with one tenant on it, which nobody counted but this. */
async function occupied({ tenants, clusters }: StoresUnderTest, id: string): Promise<Cluster> {
  const cluster = aCluster(id)
  await clusters.save(cluster)
  const tenant = aTenant()
  await tenants.declare(aDeclaration(tenant))
  const load = { clusterId: id, version: 1, tenants: 1, use: NO_USE }
  await tenants.place({ tenants: [next(tenant, { clusterId: id })], load, cluster })
  return cluster
}

/** What every `ClusterStore` does. */
export function describeClusterStoreContract(store: string, open: OpenStores): void {
  describe(`the cluster store (${store})`, () => {
    describeReading(open)
    describeWriting(open)
    describeEmptiness(open)
  })
}

function describeReading(open: OpenStores): void {
  it('reads a cluster back, and nothing for an id that nobody has', async () => {
    const { clusters } = await open()
    const cluster = aCluster('cl_a', {
      caPem: '-----BEGIN CERTIFICATE-----\nx\n',
      monthlyCostMicros: 1_250_000_000,
      reason: 'The brokers are being told to deny by default.',
      unreachableSince: 5,
      measured: { at: 1, partitionReplicas: 2, bytesPerSecond: 3 },
      metricsPort: 11_001,
      admin: {
        kind: 'scram',
        bootstrapServers: 'b:9096',
        username: 'admin',
        secretName: 'admin-cl_a-1',
        tls: true,
      },
    })
    await clusters.save(cluster)
    expect(await clusters.get('cl_a')).toEqual(cluster)
    expect(await clusters.get('cl_b')).toBeUndefined()
  })

  it('reads many at once, each once, and leaves out what is not there', async () => {
    const { clusters } = await open()
    const ids = Array.from({ length: 103 }, (_, number) => `cl_${number + 100}`)
    for (const id of ids) await clusters.save(aCluster(id))
    const many = await clusters.getMany([...ids, 'cl_100', 'cl_none'])
    expect(many.map(({ id }) => id).toSorted()).toEqual(ids)
    expect(many.find(({ id }) => id === 'cl_200')).toEqual(aCluster('cl_200'))
  })

  it('lists every cluster by id, though they fill more than one answer of the store', async () => {
    const { clusters } = await open()
    const caPem = 'x'.repeat(100_000)
    const ids = Array.from({ length: 25 }, (_, number) => `cl_${number + 10}`)
    for (const id of ids.toReversed()) await clusters.save(aCluster(id, { caPem }))
    expect((await clusters.list()).map((cluster) => cluster.id)).toEqual(ids)
  })
}

function describeWriting(open: OpenStores): void {
  it('replaces a cluster that is saved from what was read, and refuses one that is not', async () => {
    const { clusters } = await open()
    const cluster = aCluster('cl_a')
    await clusters.save(cluster)
    const cordoned = { ...cluster, state: 'cordoned', version: 2 } as const
    await clusters.save(cordoned)
    expect(await outcomeOf(clusters.save({ ...cluster, state: 'draining', version: 2 }))).toBe(
      'conflict',
    )
    expect(await outcomeOf(clusters.save(aCluster('cl_a')))).toBe('conflict')
    expect(await clusters.list()).toEqual([cordoned])
  })

  it('writes what an operator declared with its event, or neither', async () => {
    const { clusters, audit } = await open()
    await clusters.save(aCluster('cl_a'), marks())
    expect(await outcomeOf(clusters.save(aCluster('cl_a'), marks()))).toBe('conflict')
    expect((await audit.listByAccount('operator', { limit: 9 })).items).toHaveLength(1)
  })
}

function describeEmptiness(open: OpenStores): void {
  it('forgets an empty cluster, and one that holds a tenant stays', async () => {
    const stores = await open()
    const { clusters } = stores
    await clusters.save(aCluster('cl_a'))
    await clusters.remove(aCluster('cl_a'), marks())
    expect(await clusters.list()).toEqual([])
    const full = await occupied(stores, 'cl_b')
    expect(await outcomeOf(clusters.remove(full, marks()))).toBe('conflict')
    const alone = { ...full, dedicated: true, version: 2 }
    expect(await outcomeOf(clusters.saveEmpty(alone, marks()))).toBe('conflict')
    expect(await clusters.list()).toEqual([full])
  })

  it('saves on condition that nobody is there, and forgets nothing that was changed since', async () => {
    const { clusters } = await open()
    await clusters.save(aCluster('cl_a'))
    const alone = { ...aCluster('cl_a'), dedicated: true, version: 2 }
    await clusters.saveEmpty(alone, marks())
    expect(await clusters.get('cl_a')).toEqual(alone)
    expect(await outcomeOf(clusters.remove(aCluster('cl_a'), marks()))).toBe('conflict')
  })
}
