import { mkdirSync } from 'node:fs'
import { brokerProcess } from './broker/broker-process.ts'
import { type BrokerPlan, planBrokers } from './broker/cluster-plan.ts'
import { describeCluster, newClusterSecrets, writeBrokerFiles } from './broker/embedded-cluster.ts'
import { formatBrokers } from './broker/format-brokers.ts'
import type { ClusterDescription } from './home/home-description.ts'
import { clusterPaths } from './home/home-paths.ts'
import type { EmbeddedCluster } from './parts.ts'
import { Supervisor } from './processes/supervisor.ts'
import type { StartMeans } from './start-means.ts'

export interface StartCluster extends StartMeans {
  /** 0 is the first of the home. */
  index: number
  cluster: ClusterDescription
  kafkaPorts: readonly number[]
  internalPorts: readonly number[]
  /** Hears once all brokers have their directories. */
  formatted(): void
}

export interface StartedCluster {
  cluster: EmbeddedCluster
  brokers: readonly Supervisor[]
}

/** Starts one cluster, whose brokers nobody else's can harm: processes, ports and directories are its own. */
export async function startCluster(options: StartCluster): Promise<StartedCluster> {
  const { index, keys, phases } = options
  const paths = clusterPaths(options.paths, index)
  mkdirSync(paths.kafka, { recursive: true, mode: 0o700 })
  const brokers = planBrokers(options.kafkaPorts, options.internalPorts)
  const secrets = newClusterSecrets()
  writeBrokerFiles({ paths, brokers, secrets, caKeyPem: keys.caKeyPem, nowMs: Date.now() })
  const format = () =>
    formatBrokers({
      paths,
      description: options.cluster,
      brokers,
      secrets,
      java: options.java,
      classPath: options.jars.brokerClassPath,
      signal: options.signal,
    })
  if (options.cluster.formatted) {
    await format()
  } else {
    await phases.during(`new data directories${numbered(index)}`, format)
    options.formatted()
  }
  const what = brokers.length === 1 ? 'broker' : `${brokers.length} brokers`
  const supervisors = await phases.during(`${what} (Apache Kafka)${numbered(index)}`, () =>
    startBrokers({ ...options, paths }, brokers),
  )
  return { cluster: describeCluster(paths, brokers, secrets, index), brokers: supervisors }
}

async function startBrokers(
  { scope, records, index, ...rest }: StartCluster,
  brokers: readonly BrokerPlan[],
): Promise<Supervisor[]> {
  const options = { ...rest, cluster: index, brokerCount: brokers.length }
  const supervisors = brokers.map(
    (broker) => new Supervisor(brokerProcess(broker, options), records),
  )
  for (const supervisor of supervisors) await scope.defer(() => supervisor.stop())
  await Promise.all(supervisors.map((supervisor) => supervisor.start()))
  return supervisors
}

function numbered(index: number): string {
  return index === 0 ? '' : `, cluster ${index + 1}`
}
