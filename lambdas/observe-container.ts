import { dynamoObservationStore } from '../adapters/dynamodb/dynamo-observation-store.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import type { ClusterObserver } from '../core/usage/observation-ports.ts'
import { addressesOf, clusterIdOf, mskClusterOf, topicSizesOf } from './cell-container.ts'
import { clock, tableOf } from './container.ts'
import { type CellEnvironment, observeEnvironment, readEnvironment } from './environment.ts'
import type { ObserveHandlerDeps } from './jobs/observe-handler.ts'
import { report } from './report.ts'

/** The composition root of the function that looks at one cell. */
export function observeContainer(): ObserveHandlerDeps {
  const environment = readEnvironment(observeEnvironment, process.env)
  const clusterId = clusterIdOf(environment)
  const observer = observerOf(environment)
  return {
    clusterId,
    observations: dynamoObservationStore(tableOf(environment)),
    observers: {
      of: async (id) => {
        if (id === clusterId) return await observer()
        throw new ServiceError('unavailable', `The cluster ${id} belongs to another function.`)
      },
    },
    clock,
    report,
  }
}

function observerOf(environment: CellEnvironment): () => Promise<ClusterObserver> {
  const addresses = addressesOf(environment, mskClusterOf(environment))
  let opened: ClusterObserver | undefined
  return async () => {
    if (opened !== undefined) return opened
    const servers = await addresses()
    // No users: their sensors live for seconds, and brokers of Amazon MSK ask for a minute between two looks.
    opened ??= { topicBytes: topicSizesOf(environment, servers).topicBytes }
    return opened
  }
}
