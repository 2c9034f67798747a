import { describe, expect, it } from '@jest/globals'
import type { Cluster } from '../../core/cluster/cluster.ts'
import type { OpenStores } from './stores-under-test.ts'

function aCluster(id: string): Cluster {
  return {
    id,
    name: 'first',
    state: 'ready',
    access: 'vpc',
    bootstrapServers: 'localhost:4301',
    caPem: null,
    brokers: 3,
    replicationFactor: 3,
    userCapacity: 1_000,
  }
}

/** What every `ClusterStore` does. */
export function describeClusterStoreContract(store: string, open: OpenStores): void {
  describe(`the cluster store (${store})`, () => {
    it('reads a cluster back, and nothing for an id that nobody has', async () => {
      const { clusters } = await open()
      const cluster = { ...aCluster('cl_a'), caPem: '-----BEGIN CERTIFICATE-----\nx\n' }
      await clusters.put(cluster)
      expect(await clusters.get('cl_a')).toEqual(cluster)
      expect(await clusters.get('cl_b')).toBeUndefined()
    })

    it('replaces a cluster that is put again', async () => {
      const { clusters } = await open()
      await clusters.put(aCluster('cl_a'))
      await clusters.put({ ...aCluster('cl_a'), state: 'cordoned' })
      expect(await clusters.list()).toEqual([{ ...aCluster('cl_a'), state: 'cordoned' }])
    })

    it('keeps what a cluster costs, where somebody said it', async () => {
      const { clusters } = await open()
      const cluster = { ...aCluster('cl_a'), monthlyCostMicros: 1_250_000_000 }
      await clusters.put(cluster)
      expect(await clusters.get('cl_a')).toEqual(cluster)
    })

    it('lists every cluster, though they fill more than one answer of the store', async () => {
      const { clusters } = await open()
      const caPem = 'x'.repeat(100_000)
      const ids = Array.from({ length: 25 }, (_, number) => `cl_${number + 10}`)
      for (const id of ids) await clusters.put({ ...aCluster(id), caPem })
      const listed = (await clusters.list()).map((cluster) => cluster.id)
      expect(listed.toSorted()).toEqual(ids)
    })
  })
}
