import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Counter } from '../../core/usage/meter-chunk.ts'
import type { CounterSample, MeteredCell, TopicFacts } from '../../core/usage/meter-ports.ts'

interface MemoryBroker {
  startedAt: number | null
  isUp: boolean
  readonly counters: Map<string, CounterSample>
}

/** A cluster in memory that counts as Kafka's brokers do: from zero, and only where something was moved. */
export interface MemoryMeteredCell extends MeteredCell {
  readonly facts: Map<string, TopicFacts>
  addBroker(brokerId: string, startedAt: number | null): void
  /** The broker leads the topic and moves that many bytes of it. */
  move(brokerId: string, kafkaName: string, counter: Counter, bytes: number): void
  /** Its counters are gone. */
  restart(brokerId: string, startedAt: number | null): void
  /** Takes the topic's counters away, as Kafka does when the broker no longer leads it. */
  resign(brokerId: string, kafkaName: string): void
  setUp(brokerId: string, isUp: boolean): void
}

export function memoryMeteredCell(): MemoryMeteredCell {
  const brokers = new Map<string, MemoryBroker>()
  const facts = new Map<string, TopicFacts>()

  function brokerOf(brokerId: string): MemoryBroker {
    const broker = brokers.get(brokerId)
    if (broker?.isUp === true) return broker
    throw new ServiceError('unavailable', 'The broker does not answer.')
  }

  return {
    facts,
    topics: async () => new Map(facts),
    counters: {
      get brokerIds() {
        return [...brokers.keys()]
      },
      async read(brokerId, visit) {
        const { counters, startedAt } = brokerOf(brokerId)
        for (const sample of counters.values()) visit(sample)
        return { startedAt }
      },
    },
    addBroker: (brokerId, startedAt) => {
      brokers.set(brokerId, { startedAt, isUp: true, counters: new Map() })
    },
    move(brokerId, kafkaName, counter, bytes) {
      const counters = brokers.get(brokerId)?.counters ?? new Map<string, CounterSample>()
      const key = `${counter} ${kafkaName}`
      const value = (counters.get(key)?.value ?? 0) + bytes
      counters.set(key, { kafkaName, counter, value })
    },
    restart: (brokerId, startedAt) => {
      brokers.set(brokerId, { startedAt, isUp: true, counters: new Map() })
    },
    resign(brokerId, kafkaName) {
      for (const counter of ['in', 'out'])
        brokers.get(brokerId)?.counters.delete(`${counter} ${kafkaName}`)
    },
    setUp(brokerId, isUp) {
      const broker = brokers.get(brokerId)
      if (broker !== undefined) broker.isUp = isUp
    },
  }
}
