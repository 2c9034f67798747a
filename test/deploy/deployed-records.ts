import { Kafka, logLevel } from 'kafkajs'
import { consoleTools } from '../e2e/fixtures/console-tools.ts'
import { triesOn } from '../e2e/fixtures/kafka-refusals.ts'
import type { EmbeddedCluster } from '../../local/parts.ts'

/** A topic of a tenant on the broker behind the deployment, reached with `client.properties` as the API printed it. */
export interface DeployedTopic {
  readonly cluster: EmbeddedCluster
  readonly kafkaName: string
  readonly properties: string
}

/** Sends each line by Kafka's console producer, and reads as many by its console consumer. */
export async function passLines(at: DeployedTopic, lines: readonly string[]): Promise<string[]> {
  const tools = await consoleTools(at.cluster.bootstrapServers, at.properties)
  try {
    await tools.produce(at.kafkaName, lines.map((line) => `${line}\n`).join(''))
    return linesOf(await tools.consume(at.kafkaName, lines.length))
  } finally {
    tools.remove()
  }
}

/** The first records of the topic, read as somebody who never read them. */
export async function readLines(at: DeployedTopic, count: number): Promise<string[]> {
  const tools = await consoleTools(at.cluster.bootstrapServers, at.properties)
  try {
    return linesOf(await tools.consume(at.kafkaName, count, 'anew'))
  } finally {
    tools.remove()
  }
}

/** What the broker says to a record: `none` when it takes it. */
export async function refusalOfARecord({ cluster, ...at }: DeployedTopic): Promise<string> {
  const kafka = new Kafka({
    clientId: 'deployed',
    brokers: cluster.bootstrapServers.split(','),
    ssl: { ca: [cluster.caPem] },
    sasl: { mechanism: 'scram-sha-512', ...loginIn(at.properties) },
    logLevel: logLevel.NOTHING,
    connectionTimeout: 30_000,
    retry: { retries: 0 },
  })
  const topic = at.kafkaName
  const names = { topic, ownTopic: topic, group: '', ownGroup: '', transactionalId: '' }
  return (await triesOn(kafka, names)['produce to the topic']?.()) ?? 'not tried'
}

function loginIn(properties: string): { readonly username: string; readonly password: string } {
  const [, username = '', password = ''] =
    /username="(.+?)" password="(.+?)"/.exec(properties) ?? []
  return { username, password }
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
