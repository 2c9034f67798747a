import { dynamoObservationStore } from '../adapters/dynamodb/dynamo-observation-store.ts'
import { usersSeen } from '../adapters/jmx/users-seen.ts'
import { onPortOf } from '../adapters/msk/bootstrap-servers.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import type { ClusterObserver } from '../core/usage/observation-ports.ts'
import {
  addressesOf,
  clusterIdOf,
  kafkaAdminOf,
  mskClusterOf,
  topicSizesOf,
} from './cell-container.ts'
import { clock, tableOf } from './container.ts'
import { type CellEnvironment, observeEnvironment, readEnvironment } from './environment.ts'
import type { ObserveHandlerDeps } from './jobs/observe-handler.ts'
import { report } from './report.ts'

/** Open monitoring of Amazon MSK: https://docs.aws.amazon.com/msk/latest/developerguide/open-monitoring.html */
const JMX_EXPORTER = ':11001'

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
    const admin = kafkaAdminOf(environment, servers)
    const sizes = topicSizesOf(environment, servers)
    opened ??= {
      topicBytes: sizes.topicBytes,
      usersSeen: async () => {
        const { brokers } = await admin.describeCluster()
        const exporters = onPortOf(JMX_EXPORTER, brokers)
        return await usersSeen(exporters.map(({ host, port }) => `http://${host}:${port}/metrics`))
      },
    }
    return opened
  }
}
