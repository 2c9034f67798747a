import { SECOND_MS } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Counter } from '../../core/usage/meter-chunk.ts'
import type { CounterAnswer, CounterSource, CounterVisitor } from '../../core/usage/meter-ports.ts'
import { scrape } from './scrape.ts'

/** Bytes by topic since the broker began; replication is not in it (`kafka.server:type=BrokerTopicMetrics`). */
const BYTES = 'kafka_server_BrokerTopicMetrics_Count'
/** Seconds since 1970, the same in every answer of one process. It sorts after the counters, so it ends a whole answer. */
const STARTED = 'process_start_time_seconds'
const WANTED = new Set([BYTES, STARTED])

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
      return await readBroker({ url, ...limits }, visit)
    },
  }
}

async function readBroker(
  where: { readonly url: string },
  visit: CounterVisitor,
): Promise<CounterAnswer> {
  let startedAt: number | null = null
  const totals = new Map<Counter, number>()
  for await (const { name, labels, value } of scrape({ wanted: WANTED, strict: true, ...where })) {
    const counter = counterNamed(labels.get('name'))
    if (name === STARTED) startedAt = Math.round(value * SECOND_MS)
    else if (counter !== undefined) {
      requireCount(value)
      const kafkaName = labels.get('topic')
      if (kafkaName === undefined) totals.set(counter, value)
      else visit(kafkaName, counter, value)
    }
  }
  const [bytesIn, bytesOut] = [totals.get('in'), totals.get('out')]
  const isWhole = bytesIn !== undefined && bytesOut !== undefined
  return { startedAt, totals: isWhole ? { in: bytesIn, out: bytesOut } : null }
}

/** Two comparisons: a look-up in a map would have to hash each line's text first. */
function counterNamed(name: string | undefined): Counter | undefined {
  if (name === 'BytesInPerSec') return 'in'
  return name === 'BytesOutPerSec' ? 'out' : undefined
}

function requireCount(value: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new ServiceError('unavailable', 'A broker shows a counter that cannot be.')
}
