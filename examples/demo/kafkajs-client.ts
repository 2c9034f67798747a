import { Kafka, type KafkaConfig, logLevel } from 'kafkajs'
import type { Stack } from './stack.ts'
import type { Credential } from './tenant.ts'

/** kafkajs gives up after one second, which a handshake can take where much else goes on. */
const CONNECT_WITHIN_MS = 30_000

/** A client that tries everything once, so that what fails, fails in sight; unless `options` say otherwise. */
export function kafkaClient(
  { bootstrapServers, caPem }: Stack,
  { username, password }: Credential,
  options: Pick<KafkaConfig, 'retry'> = { retry: { retries: 0 } },
): Kafka {
  return new Kafka({
    clientId: 'headgate-demo',
    brokers: bootstrapServers.split(','),
    ssl: { ca: [caPem] },
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: logLevel.NOTHING,
    connectionTimeout: CONNECT_WITHIN_MS,
    ...options,
  })
}

/** How many records were ever written to the only partition of a topic. */
export async function countRecords(kafka: Kafka, topic: string): Promise<number> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const [partition] = await admin.fetchTopicOffsets(topic)
    return Number(partition?.high)
  } finally {
    await admin.disconnect()
  }
}
