import type { KafkaClient } from '@aws-sdk/client-kafka'
import { randomBytes } from 'node:crypto'
import { KafkaClusterAdmin } from '../../adapters/kafka/kafka-cluster-admin.ts'
import { bootstrapServers, onPortOf } from '../../adapters/msk/bootstrap-servers.ts'
import { iamSasl } from '../../adapters/msk/iam-sasl.ts'
import { openMsk } from '../../adapters/msk/msk-client.ts'
import { MskClusterAdmin } from '../../adapters/msk/msk-cluster-admin.ts'
import { openSecretsManager } from '../../adapters/secrets-manager/secrets-client.ts'
import {
  type SecretsManagerStore,
  secretsManagerStore,
} from '../../adapters/secrets-manager/secrets-manager-store.ts'
import type { RealBroker } from '../contracts/real-broker.ts'
import { createCell, createKey, type EmulatedCell } from './emulated-cell.ts'
import { type IamBroker, startIamBroker } from './iam-broker.ts'
import { type Emulator, startEmulator } from './start-emulator.ts'

/** The adapters of AWS, all of them real, on the emulator and a real broker. */
export interface MskUnderTest {
  readonly broker: IamBroker
  readonly emulator: Emulator
  readonly client: KafkaClient
  readonly cell: EmulatedCell
  readonly secrets: SecretsManagerStore
  readonly kafka: KafkaClusterAdmin
  readonly admin: MskClusterAdmin
  /** The same, which wants every user to log in at the slow broker, too. */
  readonly adminOfBoth: MskClusterAdmin
  stop(): Promise<void>
}

interface Options {
  readonly brokerSettings?: Readonly<Record<string, string>>
  readonly updateHookUrl?: string
  /** Passes for one more broker of the cluster. The stand-in tells it of no user: the test does, when it likes. */
  readonly slowBroker?: RealBroker
}

export async function startMskUnderTest(options: Options = {}): Promise<MskUnderTest> {
  const broker = await startIamBroker(options.brokerSettings)
  const stops = [broker.stop]
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each()
  }
  try {
    const { updateHookUrl } = options
    const hook = updateHookUrl === undefined ? {} : { updateHookUrl }
    const emulator = await startEmulator({ broker, ...hook })
    stops.push(emulator.stop)
    const parts = await partsOn(emulator, broker, options.slowBroker)
    stops.push(
      () => parts.kafka.close(),
      () => parts.kafkaOfBoth.close(),
    )
    return { ...parts, broker, emulator, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function partsOn(emulator: Emulator, broker: IamBroker, slow?: RealBroker) {
  // The SDK finds its endpoint and its keys there, as in a function.
  Object.assign(process.env, emulator.environment)
  const client = openMsk(emulator.region)
  const cell = await createCell(client)
  const secrets = await secretsOn(emulator)
  const cluster = { client, clusterArn: cell.clusterArn }
  const adminOver = (kafka: KafkaClusterAdmin) =>
    new MskClusterAdmin({
      cluster,
      kafka,
      secretArnOf: secrets.arnOf,
      secretNameOf: secrets.nameOf,
    })
  const kafka = await kafkaOn(cluster, broker, emulator.region)
  const kafkaOfBoth = await kafkaOn(cluster, broker, emulator.region, slow)
  return {
    ...{ client, cell, secrets, kafka, kafkaOfBoth },
    admin: adminOver(kafka),
    adminOfBoth: adminOver(kafkaOfBoth),
  }
}

let deployments = 0

/** With no secret of another test in it. */
export async function secretsOn(emulator: Emulator): Promise<SecretsManagerStore> {
  deployments += 1
  return secretsManagerStore({
    client: openSecretsManager(emulator.region),
    deployment: `test${deployments}`,
    keyArn: await createKey(emulator),
  })
}

async function kafkaOn(
  cluster: { readonly client: KafkaClient; readonly clusterArn: string },
  broker: IamBroker,
  region: string,
  slow?: RealBroker,
): Promise<KafkaClusterAdmin> {
  const { iam, scram } = await bootstrapServers(cluster, 'vpc')
  const others = slow?.cluster.brokers.map(({ tenantListener }) => tenantListener) ?? []
  const kafka: KafkaClusterAdmin = new KafkaClusterAdmin({
    adminBootstrapServers: iam,
    sasl: iamSasl(region),
    tls: { ca: broker.cluster.caPem },
    tenantBrokers: async () => [
      ...onPortOf(scram, (await kafka.describeCluster()).brokers),
      ...others,
    ],
    tenantCaPem: [broker.cluster.caPem, slow?.cluster.caPem ?? ''].join('\n'),
    randomness: { bytes: (count) => randomBytes(count) },
  })
  return kafka
}
