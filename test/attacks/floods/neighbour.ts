import { setTimeout as sleep } from 'node:timers/promises'
import type { Producer } from 'kafkajs'
import { clientOf } from '../parties/client-of.ts'
import type { RawParty } from '../parties/read-client-properties.ts'

/** Far below every plan's rate, so that no quota of its own slows it down. */
const PACE_MS = 10

/** An application that goes on sending one record after the other, acknowledged by all. */
export interface Neighbour {
  /** How long each send of that time took, in milliseconds; one that is under way at the end counts until it is over. */
  latenciesMs(durationMs: number): Promise<number[]>
  stop(): Promise<void>
}

export async function startNeighbour(party: RawParty, topic: string): Promise<Neighbour> {
  const producer = clientOf(party).producer()
  await producer.connect()
  return {
    latenciesMs: (durationMs) => sendFor(producer, topic, durationMs),
    stop: () => producer.disconnect(),
  }
}

async function sendFor(producer: Producer, topic: string, durationMs: number): Promise<number[]> {
  const latencies: number[] = []
  const end = performance.now() + durationMs
  while (performance.now() < end) {
    const from = performance.now()
    await producer.send({ topic, acks: -1, messages: [{ value: 'one more' }] })
    latencies.push(performance.now() - from)
    await sleep(PACE_MS)
  }
  return latencies
}
