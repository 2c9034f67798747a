import { dynamoShareStore } from '../adapters/dynamodb/dynamo-share-store.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import { jmxLoadSource } from '../adapters/jmx/load-source.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import type { LoadSources } from '../core/quota/quota-ports.ts'
import type { EmbeddedCluster } from './parts.ts'

/** Amazon MSK wants a minute between looks at its metrics; on this machine a busy credential gets its share sooner. */
const EVERY_MS = 15_000
/** A broker of this machine that takes longer is as good as down. */
const TIMEOUT_MS = 5_000

/** How rates are shared out on the one cluster of this machine. */
export function embeddedSharing(cluster: EmbeddedCluster, clusterId: string, table: DynamoTable) {
  const brokers = cluster.brokers.map(({ id, metricsUrl }) => ({
    brokerId: String(id),
    metricsUrl,
  }))
  const source = jmxLoadSource(async () => brokers, { timeoutMs: TIMEOUT_MS })
  const loads: LoadSources = {
    of: async (id) => {
      if (id === clusterId) return source
      throw new ServiceError('unavailable', `The cluster ${id} is not one of this machine.`)
    },
  }
  return { loads, shares: dynamoShareStore(table), everyMs: EVERY_MS }
}
