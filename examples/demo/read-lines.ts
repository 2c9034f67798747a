import type { Consumer, Kafka } from 'kafkajs'
import { countRecords } from './kafkajs-client.ts'

const PATIENCE_MS = 120_000
/** A broker parks a fetch that finds nothing; the default of five seconds would delay the goodbye. */
const MAX_WAIT_MS = 250

/** Reads all records of a topic of one partition in order, as a consumer group of its own. */
export async function readLines(kafka: Kafka, topic: string, groupId: string): Promise<string[]> {
  const count = await countRecords(kafka, topic)
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: MAX_WAIT_MS })
  await consumer.connect()
  try {
    await consumer.subscribe({ topic, fromBeginning: true })
    return await untilOffset(consumer, count - 1)
  } finally {
    await consumer.disconnect()
  }
}

function untilOffset(consumer: Consumer, lastOffset: number): Promise<string[]> {
  const lines: string[] = []
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`Only ${lines.length} lines arrived in two minutes.`))
    const timer = setTimeout(late, PATIENCE_MS)
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      // While the coordinator of a new broker's first group loads, kafkajs starts over by itself.
      if (!payload.restart) reject(payload.error)
    })
    consumer.on(consumer.events.DISCONNECT, () => clearTimeout(timer))
    consumer
      .run({
        eachBatch: async ({ batch }) => {
          for (const { value } of batch.messages) lines.push(value?.toString() ?? '')
          if (Number(batch.lastOffset()) >= lastOffset) resolve(lines)
        },
      })
      .catch(reject)
  })
}
