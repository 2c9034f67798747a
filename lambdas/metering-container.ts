import { jmxCounterSource } from '../adapters/jmx/counter-source.ts'
import type { MeteredCells } from '../core/usage/meter-ports.ts'
import {
  clusterIdOf,
  kafkaAdminOf,
  type mskClusterOf,
  onlyCell,
  openedOnce,
  topicSizesOf,
} from './cell-container.ts'
import type { CellEnvironment } from './environment.ts'

/** How one cell is metered, by the function that does it every minute and by the one that deletes topics. */
export function meteredCellsOf(
  environment: CellEnvironment,
  cluster: ReturnType<typeof mskClusterOf>,
): MeteredCells {
  const parts = openedOnce(environment, cluster, (servers) => ({
    admin: kafkaAdminOf(environment, servers),
    inventory: topicSizesOf(environment, servers),
  }))
  return onlyCell(clusterIdOf(environment), async () => {
    const { admin, inventory } = await parts()
    // Asked each time: a cell may have grown since.
    const { brokers } = await admin.describeCluster()
    const scraped = brokers.map(({ id, host }) => ({
      brokerId: `${id}`,
      metricsUrl: `http://${host}:${environment.CELL_METRICS_PORT}/metrics`,
    }))
    return { counters: jmxCounterSource(scraped), topics: inventory.topics }
  })
}
