import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Counter } from '../../core/usage/meter-chunk.ts'
import type { MeteredCell, TopicFacts } from '../../core/usage/meter-ports.ts'

interface CounterSample {
  readonly kafkaName: string
  readonly counter: Counter
  readonly value: number
}

interface MemoryBroker {
  startedAt: number | null
  isUp: boolean
  readonly counters: Map<string, CounterSample>
  readonly totals: Record<Counter, number>
}

/** A cluster in memory that counts as Kafka's brokers do: from zero, and only where something was moved. */
export interface MemoryMeteredCell extends MeteredCell {
  readonly facts: Map<string, Omit<TopicFacts, 'kafkaName'>>
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
  const facts = new Map<string, Omit<TopicFacts, 'kafkaName'>>()

  function brokerOf(brokerId: string): MemoryBroker {
    const broker = brokers.get(brokerId)
    if (broker?.isUp === true) return broker
    throw new ServiceError('unavailable', 'The broker does not answer.')
  }

  function begin(brokerId: string, startedAt: number | null): void {
    const totals = { in: 0, out: 0 }
    brokers.set(brokerId, { startedAt, isUp: true, counters: new Map(), totals })
  }

  return {
    facts,
    topics: async () => [...facts].map(([kafkaName, known]) => ({ kafkaName, ...known })),
    counters: {
      get brokerIds() {
        return [...brokers.keys()]
      },
      async read(brokerId, visit) {
        const { counters, startedAt, totals } = brokerOf(brokerId)
        for (const { kafkaName, counter, value } of counters.values())
          visit(kafkaName, counter, value)
        return { startedAt, totals: { ...totals } }
      },
    },
    addBroker: begin,
    move(brokerId, kafkaName, counter, bytes) {
      const broker = brokers.get(brokerId)
      if (broker === undefined) return
      const { counters, totals } = broker
      totals[counter] += bytes
      const key = `${counter} ${kafkaName}`
      const value = (counters.get(key)?.value ?? 0) + bytes
      counters.set(key, { kafkaName, counter, value })
    },
    restart: begin,
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
