import { afterAll } from '@jest/globals'
import { inspectCluster } from '../../../adapters/kafka/inspect.ts'
import type { KafkaClusterAdmin } from '../../../adapters/kafka/kafka-cluster-admin.ts'
import { describeClusterAdminContract } from '../../contracts/cluster-admin-contract.ts'
import type { ClusterUnderTest } from '../../contracts/cluster-under-test.ts'
import { type RealBroker, startRealBroker } from '../../contracts/real-broker.ts'
import { administratorOf } from './administrator-of.ts'

let broker: RealBroker | undefined
let admin: KafkaClusterAdmin | undefined

afterAll(async () => {
  await admin?.close()
  await broker?.stop()
})

describeClusterAdminContract('The Kafka adapter', async (): Promise<ClusterUnderTest> => {
  const started = await startRealBroker()
  broker = started
  const made = administratorOf(started.cluster)
  admin = made
  return {
    admin: made,
    inspect: () => inspectCluster(made),
    goDown: () => started.kill(),
    comeBack: () => started.start(),
  }
})
