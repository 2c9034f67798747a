import { randomBytes } from 'node:crypto'
import { type Kafka, Partitioners, type RecordMetadata } from 'kafkajs'

/** Random, so that nothing is compressed away; small enough that a batch takes seconds of any share at most. */
const RECORD_BYTES = 8_000
const record = randomBytes(RECORD_BYTES)
/** Requests under way to one partition, so that quotas bound what is sent and not the time that an answer takes. */
const AT_ONCE = 4

export interface EagerProducer {
  stop(): Promise<void>
}

/** Sends as fast as the broker lets it, and tells of every one that was acknowledged. */
export async function startEagerProducer(
  kafka: Kafka,
  target: { readonly topic: string; readonly partitions: readonly number[] },
  acknowledged: (bytes: number) => void,
): Promise<EagerProducer> {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  let [stopped, unsent] = [false, 0]

  async function sendTo(partition: number): Promise<void> {
    while (!stopped) {
      const messages = [{ partition, value: record }]
      try {
        const answers = await producer.send({ topic: target.topic, acks: 1, messages })
        if (answers.some(isWritten)) acknowledged(RECORD_BYTES)
        else unsent += 1
      } catch (error) {
        // A connection that was held back for too long is closed by the broker, as an idle one is.
        if (!stopped && String(error).includes('TopicAuthorization')) throw error
      }
    }
  }

  const lanes = target.partitions.flatMap((partition) =>
    Array.from({ length: AT_ONCE }, () => sendTo(partition)),
  )
  const sending = Promise.all(lanes)
  return {
    stop: async () => {
      stopped = true
      await producer.disconnect()
      await sending.catch(() => {})
      if (unsent > 0)
        process.stderr.write(`${unsent} sends that kafkajs said were done wrote nothing\n`)
    },
  }
}

/**
 * After a connection was closed under it, kafkajs may send a request with nothing in it, over and over, and call that done:
 * only an answer with an offset says that the record is in the log.
 */
function isWritten({ baseOffset, errorCode }: RecordMetadata): boolean {
  return errorCode === 0 && baseOffset !== undefined
}
