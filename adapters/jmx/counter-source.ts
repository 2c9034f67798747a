import { SECOND_MS } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Counter } from '../../core/usage/meter-chunk.ts'
import type { CounterSource } from '../../core/usage/meter-ports.ts'
import type { Sample } from './parse-sample.ts'
import { scrape } from './scrape.ts'

/** Bytes by topic since the broker began; replication is not in it (`kafka.server:type=BrokerTopicMetrics`). */
const BYTES = 'kafka_server_BrokerTopicMetrics_Count'
/** Seconds since 1970, the same in every answer of one process. It sorts after the counters, so it ends a whole answer. */
const STARTED = 'process_start_time_seconds'
const WANTED = new Set([BYTES, STARTED])

const COUNTER_OF: ReadonlyMap<string, Counter> = new Map([
  ['BytesInPerSec', 'in'],
  ['BytesOutPerSec', 'out'],
])

export interface ScrapedBroker {
  readonly brokerId: string
  /** Where its JMX exporter answers. */
  readonly metricsUrl: string
}

/** The counters that the brokers' JMX exporters show; on Amazon MSK the same exporter answers on port 11001. */
export function jmxCounterSource(
  brokers: readonly ScrapedBroker[],
  limits: { readonly timeoutMs?: number; readonly bytesMax?: number } = {},
): CounterSource {
  const urls = new Map(brokers.map(({ brokerId, metricsUrl }) => [brokerId, metricsUrl]))
  return {
    brokerIds: [...urls.keys()],
    async read(brokerId, visit) {
      const url = urls.get(brokerId)
      if (url === undefined) throw new ServiceError('unavailable', 'There is no such broker.')
      let startedAt: number | null = null
      for await (const sample of scrape({ url, wanted: WANTED, strict: true, ...limits })) {
        if (sample.name === STARTED) startedAt = Math.round(sample.value * SECOND_MS)
        else visitCounter(sample, visit)
      }
      return { startedAt }
    },
  }
}

function visitCounter({ labels, value }: Sample, visit: Parameters<CounterSource['read']>[1]) {
  const counter = COUNTER_OF.get(labels.get('name') ?? '')
  const kafkaName = labels.get('topic')
  // Without a topic it is the sum of all.
  if (counter === undefined || kafkaName === undefined) return
  if (!Number.isSafeInteger(value) || value < 0)
    throw new ServiceError('unavailable', 'A broker shows a counter that cannot be.')
  visit({ kafkaName, counter, value })
}
