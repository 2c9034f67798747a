import type { Kafka, Producer } from 'kafkajs'

/** What Kafka says to a user that it does not know (any more), and to one without rights. */
const REFUSALS = ['KafkaJSSASLAuthenticationError', 'TOPIC_AUTHORIZATION_FAILED']

/** Sends a record and answers with the word of the broker's refusal. Throws when it was taken, or failed otherwise. */
export async function refusedSend(producer: Producer, topic: string): Promise<string> {
  try {
    await sendOne(producer, topic)
  } catch (error) {
    return refusalIn(error)
  }
  throw new Error(`A record for ${topic} was taken, though its user is cut off.`)
}

/** The same over a new connection: from log-in on. */
export async function refusedLogIn(kafka: Kafka, topic: string): Promise<string> {
  const producer = kafka.producer()
  try {
    await producer.connect()
  } catch (error) {
    return refusalIn(error)
  }
  return refusedSend(producer, topic)
}

export async function sendOne(producer: Producer, topic: string): Promise<void> {
  await producer.send({ topic, acks: -1, messages: [{ value: 'one more' }] })
}

/** kafkajs wraps the first cause in errors of its own. */
function refusalIn(error: unknown): string {
  if (!(error instanceof Error)) throw error
  const words = [Reflect.get(error, 'type'), error.name]
  const refusal = REFUSALS.find((each) => words.includes(each))
  if (refusal !== undefined) return refusal
  if (error.cause === undefined) throw error
  return refusalIn(error.cause)
}
