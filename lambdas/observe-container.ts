import { dynamoObservationStore } from '../adapters/dynamodb/dynamo-observation-store.ts'
import { dynamoTenantStore } from '../adapters/dynamodb/dynamo-tenant-store.ts'
import { createStorageWatch } from '../core/reconcile/watch-storage.ts'
import { clusterIdOf, mskClusterOf, onlyCell, openedOnce, topicSizesOf } from './cell-container.ts'
import { clock, randomness, tableOf } from './container.ts'
import { observeEnvironment, readEnvironment } from './environment.ts'
import type { ObserveHandlerDeps } from './jobs/observe-handler.ts'
import { report } from './report.ts'

/** The composition root of the function that looks at one cell. */
export function observeContainer(): ObserveHandlerDeps {
  const environment = readEnvironment(observeEnvironment, process.env)
  const clusterId = clusterIdOf(environment)
  const table = tableOf(environment)
  const observer = openedOnce(environment, mskClusterOf(environment), (servers) => {
    // No users: their sensors live for seconds, and brokers of Amazon MSK ask for a minute between two looks.
    return { topicBytes: topicSizesOf(environment, servers).topicBytes }
  })
  return {
    clusterId,
    observations: dynamoObservationStore(table),
    observers: onlyCell(clusterId, observer),
    // Who is held is told to settling by the table's stream.
    storage: createStorageWatch({ tenants: dynamoTenantStore(table, clock), clock, randomness }),
    clock,
    report,
  }
}
