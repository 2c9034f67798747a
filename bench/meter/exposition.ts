import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const BROKERS = 3
export const TOPICS_A_TENANT = 40

/** Tenants have forty topics each, named as the control plane names them. */
export function topicName(topic: number): string {
  const tenant = Math.floor(topic / TOPICS_A_TENANT)
  // Spread as random ids are, and the same in every process.
  const id = ((tenant * 2_654_435_761) % 2 ** 32).toString(36).padStart(11, '0')
  return `t${id}.orders-${topic % TOPICS_A_TENANT}`
}

/** Text as the exporter of an embedded broker writes it: both counters of each topic that the broker leads. */
function* textOf(broker: number, topics: number, scrape: number): Iterable<string> {
  yield '# TYPE jmx_scrape_error gauge\njmx_scrape_error 0.0\n'
  yield '# TYPE kafka_server_BrokerTopicMetrics_Count untyped\n'
  let piece = ''
  for (let topic = broker; topic < topics; topic += BROKERS) {
    const value = 1_000_000 + topic * 7_919 + scrape * (topic % 1_000) * 977
    piece += line('BytesInPerSec', topic, value) + line('BytesOutPerSec', topic, value * 3)
    if (piece.length < 32_768) continue
    yield piece
    piece = ''
  }
  yield `${piece}process_start_time_seconds 1.764e9\n`
}

function line(name: string, topic: number, value: number): string {
  return `kafka_server_BrokerTopicMetrics_Count{name="${name}",topic="${topicName(topic)}",} ${value}.0\n`
}

/** Three brokers' exporters on loopback; the counters move with every `tick`. `/<topics>/<broker>` is a broker's text. */
export async function serveExpositions() {
  const texts = new Map<string, Buffer>()
  let scrape = 0
  const server = createServer((request, response: ServerResponse) => {
    const path = request.url ?? ''
    const [, topics, broker] = path.split('/').map(Number)
    const text =
      texts.get(path) ?? Buffer.from([...textOf(broker ?? 0, topics ?? 0, scrape)].join(''))
    texts.set(path, text)
    response.end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    /** Makes the next texts before anybody waits for them. */
    tick(topics: number): void {
      scrape += 1
      for (let broker = 0; broker < BROKERS; broker += 1)
        texts.set(`/${topics}/${broker}`, Buffer.from([...textOf(broker, topics, scrape)].join('')))
    },
    bytes: (topics: number) =>
      [...texts].reduce(
        (sum, [path, text]) => sum + (path.startsWith(`/${topics}/`) ? text.length : 0),
        0,
      ),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
