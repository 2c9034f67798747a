import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { brokerProcess, brokerPropertiesFile } from '../../local/broker/broker-process.ts'
import { planBrokers } from '../../local/broker/cluster-plan.ts'
import {
  describeCluster,
  newClusterSecrets,
  writeBrokerFiles,
} from '../../local/broker/embedded-cluster.ts'
import { formatBrokers } from '../../local/broker/format-brokers.ts'
import { newHomeDescription } from '../../local/home/home-description.ts'
import { openHome } from '../../local/home/open-home.ts'
import { prepareJars } from '../../local/jars/prepare-jars.ts'
import { requireJava } from '../../local/java/toolchain.ts'
import type { EmbeddedCluster } from '../../local/parts.ts'
import { planPorts } from '../../local/ports.ts'
import { type ChildRun, type ChildSpec, runChild } from '../../local/processes/child.ts'
import { keepProcessRecords } from '../../local/processes/process-records.ts'
import { readSettings } from '../../local/settings.ts'

/** One broker as `npm start` runs it, in a home of its own, without supervisor: it stays dead until started. */
export interface RealBroker {
  readonly cluster: EmbeddedCluster
  /** As `kill -9` does. */
  kill(): Promise<void>
  /** With the ports and the data of before. */
  start(): Promise<void>
  /** Ends it for good and removes its home. */
  stop(): Promise<void>
}

/** For a broker that is not quite as `npm start` runs it. */
export interface BrokerChanges {
  /** Beside the broker's own. */
  readonly classPath?: string
  /** Changes the file of settings before the first start. */
  adjust(propertiesFile: string): void
}

export async function startRealBroker(changes?: BrokerChanges): Promise<RealBroker> {
  const home = await mkdtemp(join(tmpdir(), 'headgate-broker-'))
  const { cluster, process } = await prepareBroker(home, changes)
  const records = keepProcessRecords(join(home, 'processes.json'))
  let run: ChildRun | undefined
  const start = async (): Promise<void> => {
    const begun = runChild(process, records)
    run = begun
    if ((await begun.readyOrEnded) === 'ready') return
    throw new Error(`The broker did not start: ${begun.log.tail().join('\n')}`)
  }
  const kill = async (): Promise<void> => {
    run?.kill()
    await run?.ended
  }
  await start()
  return {
    cluster,
    kill,
    start,
    async stop() {
      await kill()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function prepareBroker(
  home: string,
  changes: BrokerChanges | undefined,
): Promise<{ cluster: EmbeddedCluster; process: ChildSpec }> {
  const { env } = globalThis.process
  const { signal } = new AbortController()
  const paths = openHome(home)
  const description = newHomeDescription(1)
  const { kafka, brokerInternal } = await planPorts(0, 1)
  const brokers = planBrokers(kafka, brokerInternal)
  const [broker] = brokers
  if (broker === undefined) throw new Error('One broker was planned and there is none.')
  const { cache } = readSettings(env)
  const [java, jars] = await Promise.all([
    requireJava(env),
    prepareJars({ cache, env, signal, note: () => {} }),
  ])
  const secrets = newClusterSecrets()
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const caKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  writeBrokerFiles({ paths, brokers, secrets, caKeyPem, nowMs: Date.now() })
  const classPath = jars.brokerClassPath
  await formatBrokers({ paths, description, brokers, secrets, java, classPath, signal })
  changes?.adjust(join(home, brokerPropertiesFile(broker.id)))
  const brokerClassPath = [classPath, changes?.classPath ?? []].flat().join(delimiter)
  return {
    cluster: describeCluster(paths, brokers, secrets),
    process: brokerProcess(broker, {
      brokerCount: 1,
      paths,
      java,
      jars: { ...jars, brokerClassPath },
    }),
  }
}
