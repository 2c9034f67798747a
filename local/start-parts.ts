import { INTERNAL_PORTS_PER_BROKER } from './broker/cluster-plan.ts'
import { clustersOf, withFormatted, writeHomeDescription } from './home/home-description.ts'
import type { EmbeddedParts } from './parts.ts'
import { Supervisor } from './processes/supervisor.ts'
import { undoneTogether } from './scope.ts'
import { type StartedCluster, startCluster } from './start-cluster.ts'
import type { StartMeans } from './start-means.ts'
import { requireWholeStore, storeProcess } from './store/store-process.ts'

/** Starts clusters and store side by side and answers when all are ready. */
export async function startParts(means: StartMeans): Promise<EmbeddedParts> {
  // One after another, several clusters would take longer to end than a stop may last.
  const options = { ...means, scope: await undoneTogether(means.scope) }
  const { paths, ports, keys, phases } = options
  requireWholeStore(paths)
  const [store, clusters] = await Promise.all([
    phases.during('store (DynamoDB Local)', () => startStore(options)),
    startClusters(options),
  ])
  return {
    home: paths.home,
    clusters: clusters.map(({ cluster }) => cluster),
    store: {
      endpoint: `http://127.0.0.1:${ports.store}`,
      region: 'local',
      accessKeyId: 'headgate',
      secretAccessKey: 'headgate',
    },
    keys,
    outboxPath: paths.outbox,
    webhookReach: options.webhookReach,
    health: () => ({
      clusters: new Map(clusters.map((each) => [each.cluster.id, healthOf(each)])),
      store: store.health(),
    }),
  }
}

function healthOf({ brokers }: StartedCluster): 'up' | 'down' {
  return brokers.every((broker) => broker.health() === 'up') ? 'up' : 'down'
}

async function startStore({ ports, scope, records, ...rest }: StartMeans): Promise<Supervisor> {
  const store = new Supervisor(storeProcess(ports.store, rest), records)
  await scope.defer(() => store.stop())
  await store.start()
  return store
}

/** Each has the next of the ports, brokers of one cluster side by side. */
async function startClusters(options: StartMeans): Promise<readonly StartedCluster[]> {
  const { ports, paths } = options
  const { brokers } = options.description
  const internal = INTERNAL_PORTS_PER_BROKER * brokers
  let { description } = options
  return await Promise.all(
    clustersOf(description).map((cluster, index) =>
      startCluster({
        ...options,
        index,
        cluster,
        kafkaPorts: ports.kafka.slice(index * brokers, (index + 1) * brokers),
        internalPorts: ports.brokerInternal.slice(index * internal, (index + 1) * internal),
        formatted: () => {
          description = withFormatted(description, index)
          writeHomeDescription(paths, description)
        },
      }),
    ),
  )
}
