import { dynamoClusterStore } from '../adapters/dynamodb/dynamo-cluster-store.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { clock, tableOf } from './container.ts'
import { placeEnvironment, readEnvironment } from './environment.ts'
import type { PlaceHandlerDeps } from './jobs/place-handler.ts'
import { note, report } from './report.ts'

/** The composition root of the function that places tenants: the table is all that it needs. */
export function placeContainer(): PlaceHandlerDeps {
  const table = tableOf(readEnvironment(placeEnvironment, process.env))
  return {
    tenants: dynamoTenantStore(table, clock),
    clusters: dynamoClusterStore(table, clock),
    clock,
    // An alarm reads this line: lib/constructs/waiting-metric.ts.
    heardNoRoom: (tenantIds) => note('place', { waitingForCapacity: tenantIds.length }),
    report,
  }
}
