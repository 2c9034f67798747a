import { SECOND_MS } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { BrokerLoad, LoadSource, TopicBytes, UserLoad } from '../../core/quota/quota-ports.ts'
import { ownerOfTopic } from '../../core/usage/owner-of.ts'
import type { ScrapedBroker } from './counter-source.ts'
import type { Sample } from './parse-sample.ts'
import { scrape } from './scrape.ts'

const BYTES = 'kafka_server_BrokerTopicMetrics_Count'
const PRODUCE_RATE = 'kafka_server_Produce_byte_rate'
const CONSUME_RATE = 'kafka_server_Fetch_byte_rate'
const REQUEST_TIME = 'kafka_server_Request_request_time'
const PRODUCE_HELD_BACK = 'kafka_server_Produce_throttle_time'
const CONSUME_HELD_BACK = 'kafka_server_Fetch_throttle_time'
const STARTED = 'process_start_time_seconds'
const WANTED = new Set([
  BYTES,
  PRODUCE_RATE,
  CONSUME_RATE,
  REQUEST_TIME,
  PRODUCE_HELD_BACK,
  CONSUME_HELD_BACK,
  STARTED,
])

interface Sensors {
  readonly rates: { -readonly [rate in keyof UserLoad['rates']]: number }
  readonly heldBack: { produce: boolean; consume: boolean }
}

/**
 * How users stand to their quotas, from the brokers' JMX exporters: what brokers themselves hold against a quota
 * (`kafka.server:type=Produce|Fetch|Request,user=…`), beside exact bytes by topic. Amazon MSK says of open monitoring that
 * all metrics which Apache Kafka gives to JMX are there.
 */
export function jmxLoadSource(
  brokers: () => Promise<readonly ScrapedBroker[]>,
  limits: { readonly timeoutMs?: number; readonly bytesMax?: number } = {},
): LoadSource {
  return {
    async look() {
      const each = await brokers()
      const looks = await Promise.allSettled(each.map((broker) => lookAt(broker, limits)))
      const seen = looks.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []))
      if (seen.length > 0) return seen
      const causes = looks.flatMap((look) => (look.status === 'rejected' ? [look.reason] : []))
      throw new ServiceError('unavailable', 'No broker shows its metrics.', {
        cause: new AggregateError(causes),
      })
    },
  }
}

async function lookAt(
  { brokerId, metricsUrl }: ScrapedBroker,
  limits: { readonly timeoutMs?: number; readonly bytesMax?: number },
): Promise<BrokerLoad> {
  const users = new Map<string, Sensors>()
  const moved = new Map<string, TopicBytes>()
  let startedAt: number | null = null
  for await (const sample of scrape({ url: metricsUrl, wanted: WANTED, strict: true, ...limits })) {
    if (sample.name === STARTED) startedAt = Math.round(sample.value * SECOND_MS)
    else if (sample.name === BYTES) addBytes(moved, sample)
    else addSensor(users, sample)
  }
  return { brokerId, startedAt, users, moved }
}

function addBytes(moved: Map<string, TopicBytes>, { labels, value }: Sample): void {
  const topic = labels.get('topic') ?? ''
  const owner = ownerOfTopic(topic)
  if (owner === undefined || !(value >= 0)) return
  const known = moved.get(topic) ?? { tenantId: owner.tenantId, in: 0, out: 0 }
  const name = labels.get('name')
  if (name === 'BytesInPerSec') moved.set(topic, { ...known, in: value })
  if (name === 'BytesOutPerSec') moved.set(topic, { ...known, out: value })
}

function addSensor(users: Map<string, Sensors>, { name, labels, value }: Sample): void {
  const user = labels.get('user')
  // A sensor that nothing was recorded in for a while shows NaN; one of a client id is not one of ours.
  if (user === undefined || labels.has('client_id') || !(value > 0)) return
  const sensors = users.get(user) ?? nothing()
  users.set(user, sensors)
  switch (name) {
    case PRODUCE_RATE:
      sensors.rates.produceBytesPerSecond = value
      break
    case CONSUME_RATE:
      sensors.rates.consumeBytesPerSecond = value
      break
    case REQUEST_TIME:
      sensors.rates.requestPercentage = value
      break
    case PRODUCE_HELD_BACK:
      sensors.heldBack.produce = true
      break
    case CONSUME_HELD_BACK:
      sensors.heldBack.consume = true
  }
}

function nothing(): Sensors {
  return {
    rates: { produceBytesPerSecond: 0, consumeBytesPerSecond: 0, requestPercentage: 0 },
    heldBack: { produce: false, consume: false },
  }
}
