import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HomePaths } from '../home/home-paths.ts'
import { boundToParent, javaOptions } from '../java/java-options.ts'
import type { Jars } from '../jars/prepare-jars.ts'
import type { ChildSpec } from '../processes/child.ts'
import { answersApiVersions } from './api-versions-probe.ts'
import type { BrokerPlan } from './cluster-plan.ts'

const SINGLE_BROKER_HEAP_MEBIBYTES = 256
const MANY_BROKERS_HEAP_MEBIBYTES = 160

const jmxExporterConfig = fileURLToPath(new URL('./jmx-exporter.yml', import.meta.url))
const log4jConfig = fileURLToPath(new URL('./log4j2.xml', import.meta.url))

/** File with a broker's settings, relative to the home. */
export function brokerPropertiesFile(id: number): string {
  return `kafka/broker-${id}.properties`
}

/** Names of logs and processes: those of the first cluster bear no number of it. */
function processName(cluster: number, id: number): string {
  return cluster === 0 ? `broker-${id}` : `cluster-${cluster + 1}-broker-${id}`
}

/** How to run one broker. No secret is among the arguments, which everybody on the machine can read. */
export function brokerProcess(
  broker: BrokerPlan,
  options: { brokerCount: number; cluster?: number; paths: HomePaths; java: string; jars: Jars },
): ChildSpec {
  const { brokerCount, cluster = 0, paths, java, jars } = options
  const name = processName(cluster, broker.id)
  return {
    name,
    command: java,
    args: [
      ...javaOptions(
        brokerCount === 1 ? SINGLE_BROKER_HEAP_MEBIBYTES : MANY_BROKERS_HEAP_MEBIBYTES,
      ),
      `-Dlog4j2.configurationFile=${log4jConfig}`,
      `-javaagent:${jars.jmxExporter}=127.0.0.1:${broker.metricsPort}:${jmxExporterConfig}`,
      '-cp',
      jars.brokerClassPath,
      ...boundToParent('kafka.Kafka', [brokerPropertiesFile(broker.id)]),
    ],
    cwd: paths.home,
    logPath: join(paths.logs, `${name}.log`),
    readyLine: /Kafka Server started/,
    probe: () => answersApiVersions(broker.adminPort),
  }
}
