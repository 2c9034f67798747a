import { setTimeout as sleep } from 'node:timers/promises'
import type { Kafka, Producer } from 'kafkajs'

const PACE_MS = 10

/** An application that sends one small record after the other, each acknowledged by all replicas, until it is stopped. */
export interface Heartbeat {
  /** Goes on with another client, as a new release of the application with the new password would. */
  switchTo(kafka: Kafka): Promise<void>
  stop(): Promise<Sends>
}

export interface Sends {
  /** By the first client, and by those after it. */
  readonly attempted: readonly number[]
  /** Why, one a failed send. */
  readonly failures: readonly string[]
}

export async function startHeartbeat(kafka: Kafka, topic: string): Promise<Heartbeat> {
  const attempted = [0]
  const failures: string[] = []
  let producer = await connected(kafka)
  let isStopped = false

  const sendOne = async () => {
    attempted.push((attempted.pop() ?? 0) + 1)
    try {
      await producer.send({ topic, acks: -1, messages: [{ value: new Date().toISOString() }] })
    } catch (error) {
      failures.push(String(error))
    }
  }
  const run = async () => {
    for (; !isStopped; await sleep(PACE_MS)) await sendOne()
  }

  const running = run()
  return {
    switchTo: async (next) => {
      producer = await connected(next)
      attempted.push(0)
    },
    stop: async () => {
      isStopped = true
      await running
      return { attempted, failures }
    },
  }
}

async function connected(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer()
  await producer.connect()
  return producer
}
