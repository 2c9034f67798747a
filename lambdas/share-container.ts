import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import { dynamoShareStore } from '../adapters/dynamodb/dynamo-share-store.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { jmxLoadSource } from '../adapters/jmx/load-source.ts'
import type { ClusterAdmin } from '../core/cluster/cluster-ports.ts'
import { MINUTE_MS } from '../core/kernel/clock.ts'
import { createRateHolds } from '../core/reconcile/rate-holds.ts'
import { clusterIdOf, kafkaAdminOf, mskClusterOf, onlyCell, openedOnce } from './cell-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { observeEnvironment, readEnvironment } from './environment.ts'
import type { ShareHandlerDeps } from './jobs/share-handler.ts'
import { report } from './report.ts'

/** The composition root of the function that shares out the rates of one cell. */
export function shareContainer(): ShareHandlerDeps {
  const environment = readEnvironment(observeEnvironment, process.env)
  const table = tableOf(environment)
  const clusterId = clusterIdOf(environment)
  const parts = openedOnce(environment, mskClusterOf(environment), (servers) => {
    const admin = kafkaAdminOf(environment, servers)
    const brokers = async () =>
      (await admin.describeCluster()).brokers.map(({ id, host }) => ({
        brokerId: `${id}`,
        metricsUrl: `http://${host}:${environment.CELL_METRICS_PORT}/metrics`,
      }))
    return { admin, source: jmxLoadSource(brokers) }
  })
  const tenants = dynamoTenantStore(table, clock)
  return {
    clusterId,
    loads: onlyCell(clusterId, async () => (await parts()).source),
    admins: onlyCell(clusterId, async (): Promise<ClusterAdmin> => (await parts()).admin),
    shares: dynamoShareStore(table),
    tenants,
    // Who is held is told to settling by the table's stream.
    holds: createRateHolds({ tenants, clock, randomness }),
    clusters: dynamoClusterStore(table),
    clock,
    // Brokers of Amazon MSK ask for a minute between two looks at their metrics.
    everyMs: MINUTE_MS,
    report,
  }
}
