import { beforeAll, describe } from '@jest/globals'
import { describeAccess } from './cluster-admin-access.ts'
import { describeOutage } from './cluster-admin-outage.ts'
import { describeTopics } from './cluster-admin-topics.ts'
import { describeUsers } from './cluster-admin-users.ts'
import type { Cluster, ClusterUnderTest } from './cluster-under-test.ts'

/** What every `ClusterAdmin` does. All tests share the cluster that `setup` makes, each with a tenant of its own. */
export function describeClusterAdminContract(
  name: string,
  setup: () => Promise<ClusterUnderTest>,
): void {
  describe(`${name} as the administrator of a cluster`, () => {
    let made: ClusterUnderTest | undefined
    beforeAll(async () => {
      made = await setup()
    }, 300_000)
    const cluster: Cluster = () => {
      if (made === undefined) throw new Error('The cluster under test was not set up.')
      return made
    }
    describeTopics(cluster)
    describeUsers(cluster)
    describeAccess(cluster)
    describeOutage(cluster)
  })
}
