import { dynamoObservationStore } from '../adapters/dynamodb/dynamo-observation-store.ts'
import { clusterIdOf, mskClusterOf, onlyCell, openedOnce, topicSizesOf } from './cell-container.ts'
import { clock, tableOf } from './container.ts'
import { observeEnvironment, readEnvironment } from './environment.ts'
import type { ObserveHandlerDeps } from './jobs/observe-handler.ts'
import { report } from './report.ts'

/** The composition root of the function that looks at one cell. */
export function observeContainer(): ObserveHandlerDeps {
  const environment = readEnvironment(observeEnvironment, process.env)
  const clusterId = clusterIdOf(environment)
  const observer = openedOnce(environment, mskClusterOf(environment), (servers) => {
    // No users: their sensors live for seconds, and brokers of Amazon MSK ask for a minute between two looks.
    return { topicBytes: topicSizesOf(environment, servers).topicBytes }
  })
  return {
    clusterId,
    observations: dynamoObservationStore(tableOf(environment)),
    observers: onlyCell(clusterId, observer),
    clock,
    report,
  }
}
