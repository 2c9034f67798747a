import { afterAll, beforeAll } from '@jest/globals'
import { inspectCluster } from '../../../adapters/kafka/inspect.ts'
import { describeClusterAdminContract } from '../../contracts/cluster-admin-contract.ts'
import { type RealBroker, startRealBroker } from '../../contracts/real-broker.ts'
import { administratorOf } from './administrator-of.ts'
import { describeAdminConnection } from './describe-admin-connection.ts'
import { describeLimits } from './describe-limits.ts'
import { describeLogIns } from './describe-log-ins.ts'
import { describeObservation } from './describe-observation.ts'
import { describeShares } from './describe-shares.ts'
import { describeTenantAccess } from './describe-tenant-access.ts'
import { describeTenantSessions } from './describe-tenant-sessions.ts'

// A broker takes seconds to start, so all that needs one shares it.
let started: RealBroker | undefined
let closeAdmin: () => Promise<void> = async () => {}

const broker = (): RealBroker => {
  if (started === undefined) throw new Error('The broker did not start.')
  return started
}

beforeAll(async () => {
  started = await startRealBroker()
}, 300_000)

afterAll(async () => {
  await closeAdmin()
  await started?.stop()
})

describeClusterAdminContract('The Kafka adapter', async () => {
  const admin = administratorOf(broker().cluster)
  closeAdmin = () => admin.close()
  return {
    admin,
    inspect: () => inspectCluster(admin),
    goDown: () => broker().kill(),
    comeBack: () => broker().start(),
  }
})

describeAdminConnection(broker)
describeLogIns(broker)
describeTenantAccess(broker)
describeTenantSessions(broker)
describeObservation(broker)
describeShares(broker)
describeLimits(broker)
