import { brokerProcess } from './broker/broker-process.ts'
import { planBrokers } from './broker/cluster-plan.ts'
import { describeCluster, newClusterSecrets, writeBrokerFiles } from './broker/embedded-cluster.ts'
import { formatBrokers } from './broker/format-brokers.ts'
import { type HomeDescription, writeHomeDescription } from './home/home-description.ts'
import type { HomePaths } from './home/home-paths.ts'
import type { HomeKeys } from './home/keys.ts'
import type { Jars } from './jars/prepare-jars.ts'
import type { EmbeddedCluster, EmbeddedParts } from './parts.ts'
import type { Phases } from './phases.ts'
import type { StackPorts } from './ports.ts'
import type { ProcessRecords } from './processes/process-records.ts'
import { Supervisor } from './processes/supervisor.ts'
import type { Scope } from './scope.ts'
import { requireWholeStore, storeProcess } from './store/store-process.ts'

export interface StartParts {
  paths: HomePaths
  description: HomeDescription
  ports: StackPorts
  java: string
  jars: Jars
  keys: HomeKeys
  records: ProcessRecords
  phases: Phases
  scope: Scope
  signal: AbortSignal
}

/** Starts broker and store side by side and answers when both are ready. */
export async function startParts(options: StartParts): Promise<EmbeddedParts> {
  const { paths, ports, keys, phases } = options
  requireWholeStore(paths)
  const [store, { cluster, brokers }] = await Promise.all([
    phases.during('store (DynamoDB Local)', () => startStore(options)),
    startCluster(options),
  ])
  const upIf = (up: boolean) => (up ? 'up' : 'down')
  return {
    home: paths.home,
    cluster,
    store: {
      endpoint: `http://127.0.0.1:${ports.store}`,
      region: 'local',
      accessKeyId: 'headgate',
      secretAccessKey: 'headgate',
    },
    keys,
    outboxPath: paths.outbox,
    health: () => ({
      broker: upIf(brokers.every((broker) => broker.health() === 'up')),
      store: store.health(),
    }),
  }
}

async function startStore({ ports, scope, records, ...rest }: StartParts): Promise<Supervisor> {
  const store = new Supervisor(storeProcess(ports.store, rest), records)
  await scope.defer(() => store.stop())
  await store.start()
  return store
}

async function startCluster(
  options: StartParts,
): Promise<{ cluster: EmbeddedCluster; brokers: readonly Supervisor[] }> {
  const { paths, description, ports, java, jars, keys, phases, signal } = options
  const brokers = planBrokers(ports.kafka, ports.brokerInternal)
  const secrets = newClusterSecrets()
  writeBrokerFiles({ paths, brokers, secrets, caKeyPem: keys.caKeyPem, nowMs: Date.now() })
  const format = () =>
    formatBrokers({
      paths,
      description,
      brokers,
      secrets,
      java,
      classPath: jars.brokerClassPath,
      signal,
    })
  if (description.formatted) {
    await format()
  } else {
    await phases.during('new data directories', format)
    writeHomeDescription(paths, { ...description, formatted: true })
  }
  const supervisors = await phases.during(
    brokers.length === 1 ? 'broker (Apache Kafka)' : `${brokers.length} brokers (Apache Kafka)`,
    () => startBrokers(options, brokers),
  )
  return { cluster: describeCluster(paths, brokers, secrets), brokers: supervisors }
}

async function startBrokers(
  { scope, records, ...rest }: StartParts,
  brokers: ReturnType<typeof planBrokers>,
): Promise<Supervisor[]> {
  const supervisors = brokers.map(
    (broker) =>
      new Supervisor(brokerProcess(broker, { ...rest, brokerCount: brokers.length }), records),
  )
  // Brokers and controllers are one: ended one after another, the last ones would wait for a quorum that is gone.
  await scope.defer(
    async () => void (await Promise.all(supervisors.map((supervisor) => supervisor.stop()))),
  )
  await Promise.all(supervisors.map((supervisor) => supervisor.start()))
  return supervisors
}
