import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { rememberClusters } from '../core/cluster/remember-clusters.ts'
import { clock, randomness, tableOf } from './container.ts'
import { placeEnvironment, readEnvironment } from './environment.ts'
import type { PlaceHandlerDeps } from './jobs/place-handler.ts'
import { note, report } from './report.ts'

/** A new cluster gets its first tenant so much later; all of a large fleet are some megabytes to read. */
const CLUSTERS_KNOWN_FOR_MS = 10_000

/** The composition root of the function that places tenants: the table is all that it needs. */
export function placeContainer(): PlaceHandlerDeps {
  const table = tableOf(readEnvironment(placeEnvironment, process.env))
  return {
    tenants: dynamoTenantStore(table, clock),
    clusters: rememberClusters(dynamoClusterStore(table), clock, CLUSTERS_KNOWN_FOR_MS),
    clock,
    randomness,
    // An alarm reads this line: lib/constructs/waiting-metric.ts.
    heardNoRoom: (tenantIds) => note('place', { waitingForCapacity: tenantIds.length }),
    report,
  }
}
