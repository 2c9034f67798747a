import { expect, it } from '@jest/globals'
import { MemoryCluster } from '../../../adapters/memory/memory-cluster.ts'
import { MemoryClusterAdmin } from '../../../adapters/memory/memory-cluster-admin.ts'
import { describeClusterAdminContract } from '../../contracts/cluster-admin-contract.ts'
import type { ClusterUnderTest, SeenCluster } from '../../contracts/cluster-under-test.ts'

describeClusterAdminContract('The memory adapter', async (): Promise<ClusterUnderTest> => {
  const cluster = new MemoryCluster()
  return {
    admin: new MemoryClusterAdmin(cluster),
    inspect: async () => contentsOf(cluster),
    goDown: async () => {
      cluster.down = true
    },
    comeBack: async () => {
      cluster.down = false
    },
  }
})

it('A user of the memory cluster can be kept waiting, as a broker does that has not heard of it', async () => {
  const cluster = new MemoryCluster()
  const admin = new MemoryClusterAdmin(cluster)
  const user = { username: 'tenant-1', password: 'correct horse' }
  cluster.notLetInYet.add(user.username)
  await admin.putUsers([user])
  expect(await admin.verifyLogins([user])).toMatchObject([{ ok: false, retryable: true }])
  cluster.notLetInYet.delete(user.username)
  expect(await admin.verifyLogins([user])).toEqual([{ ok: true }])
})

function contentsOf(cluster: MemoryCluster): SeenCluster {
  const topics = [...cluster.topics.values()]
  return {
    topics: topics.sort((a, b) => (a.kafkaName < b.kafkaName ? -1 : 1)),
    users: [...cluster.users.keys()],
    access: [...cluster.access.values()],
    quotas: [...cluster.quotas].map(([username, quota]) => ({ username, quota })),
  }
}
