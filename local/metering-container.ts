import { dynamoMeterStore } from '../adapters/dynamodb/dynamo-meter-store.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import { jmxCounterSource } from '../adapters/jmx/counter-source.ts'
import { kafkaTopicSizes } from '../adapters/kafka/kafka-topic-sizes.ts'
import type { Clock } from '../core/kernel/clock.ts'
import { ServiceError } from '../core/kernel/service-error.ts'
import type { TenantStore } from '../core/tenant/tenant-ports.ts'
import { createFinalReadings } from '../core/usage/final-readings.ts'
import type { MeteredCell } from '../core/usage/meter-ports.ts'
import { createUsageLedger } from '../core/usage/usage-ledger.ts'
import type { EmbeddedCluster } from './parts.ts'

/** A broker of this machine that takes longer is as good as down; a topic's deletion waits for it. */
const REQUEST_TIMEOUT_MS = 5_000

/** How the one cluster of this machine is metered. */
export function embeddedCell(cluster: EmbeddedCluster): MeteredCell & { close(): Promise<void> } {
  const { adminBootstrapServers, adminUsername: username, adminPassword: password } = cluster
  const inventory = kafkaTopicSizes({
    bootstrapServers: adminBootstrapServers,
    sasl: { mechanism: 'PLAIN', username, password },
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  })
  const brokers = cluster.brokers.map(({ id, metricsUrl }) => ({
    brokerId: String(id),
    metricsUrl,
  }))
  return {
    counters: jmxCounterSource(brokers, { timeoutMs: REQUEST_TIMEOUT_MS }),
    topics: inventory.topics,
    close: inventory.close,
  }
}

interface MeteringOptions {
  readonly cluster: EmbeddedCluster
  readonly clusterId: string
  readonly table: DynamoTable
  readonly tenants: TenantStore
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

/** The meter, its ledger, and the readings that go before a deletion. */
export function embeddedMetering(options: MeteringOptions) {
  const { cluster, clusterId, tenants, clock } = options
  const cell = embeddedCell(cluster)
  const meter = dynamoMeterStore(options.table)
  const cells = {
    of: async (id: string) => {
      if (id === clusterId) return cell
      throw new ServiceError('unavailable', `The cluster ${id} is not one of this machine.`)
    },
  }
  return {
    cells,
    meter,
    usage: createUsageLedger({
      meter,
      clusterOf: async (tenantId) => (await tenants.get(tenantId))?.clusterId ?? undefined,
    }),
    finalReadings: createFinalReadings({ cells, meter, clock }, options.report),
    close: cell.close,
  }
}
