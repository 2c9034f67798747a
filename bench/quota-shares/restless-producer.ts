import { randomBytes } from 'node:crypto'
import { type Kafka, Partitioners } from 'kafkajs'
import type { EagerProducer } from './eager-producer.ts'

const BATCH_BYTES = 500_000
const record = randomBytes(BATCH_BYTES)
/** While it may not write, it asks again as often as this. */
const REFUSED_MS = 1_000

/** Opens a connection, sends one large batch, and closes it, over and over: it never waits for a broker that holds it back. */
export function startRestlessProducer(
  kafka: Kafka,
  target: { readonly topic: string; readonly partitions: readonly number[] },
  acknowledged: (bytes: number) => void,
): EagerProducer {
  let stopped = false

  async function sendOnce(): Promise<void> {
    const producer = kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: 0 },
    })
    try {
      await producer.connect()
      const messages = target.partitions.map((partition) => ({ partition, value: record }))
      await producer.send({ topic: target.topic, acks: 1, messages })
      acknowledged(BATCH_BYTES * messages.length)
    } catch {
      await new Promise((resolve) => setTimeout(resolve, REFUSED_MS))
    } finally {
      await producer.disconnect().catch(() => {})
    }
  }

  async function sendAll(): Promise<void> {
    while (!stopped) await sendOnce()
  }

  const sending = sendAll()
  return {
    stop: async () => {
      stopped = true
      await sending
    },
  }
}
