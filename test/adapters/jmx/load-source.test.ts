import { describe, expect, it } from '@jest/globals'
import { jmxLoadSource } from '../../../adapters/jmx/load-source.ts'
import { outcomeOf } from '../../contracts/outcomes.ts'
import { useExporters } from './exporter.ts'

const MARK = 'jmx_scrape_error 0.0\n'
const STARTED = 'process_start_time_seconds 1.764000000123E9\n'
const bytes = (name: string, topic: string, value: string) =>
  `kafka_server_BrokerTopicMetrics_Count{name="${name}",topic="${topic}",} ${value}\n`
const sensor = (name: string, user: string, value: string) =>
  `kafka_server_${name}{user="${user}",} ${value}\n`

describe('A look at the load of brokers', () => {
  const exporter = useExporters()
  const source = async (...texts: readonly string[]) => {
    const urls = await Promise.all(
      texts.map((text) =>
        exporter((_, response) => (text === '' ? response.destroy() : response.end(text))),
      ),
    )
    return jmxLoadSource(async () =>
      urls.map((metricsUrl, n) => ({ brokerId: String(n + 1), metricsUrl })),
    )
  }

  it('shows the rates of each user, who is held back, and the bytes of each topic of a tenant', async () => {
    const text = [
      MARK,
      bytes('BytesInPerSec', 'abcdefghijkl.a', '100.0'),
      bytes('BytesInPerSec', 'abcdefghijkl.b', '11.0'),
      bytes('BytesOutPerSec', 'abcdefghijkl.b', '7.0'),
      bytes('BytesInPerSec', '__consumer_offsets', '9.0'),
      sensor('Produce_byte_rate', 'abcdefghijkl-1', '64000.5'),
      sensor('Produce_throttle_time', 'abcdefghijkl-1', '812.0'),
      sensor('Fetch_byte_rate', 'abcdefghijkl-1', '0.0'),
      sensor('Fetch_throttle_time', 'abcdefghijkl-2', 'NaN'),
      sensor('Request_request_time', 'abcdefghijkl-2', '3.5'),
      STARTED,
    ].join('')
    const [load] = await (await source(text)).look()
    expect(load).toEqual({
      brokerId: '1',
      startedAt: 1_764_000_000_123,
      moved: new Map([
        ['abcdefghijkl.a', { tenantId: 'abcdefghijkl', in: 100, out: 0 }],
        ['abcdefghijkl.b', { tenantId: 'abcdefghijkl', in: 11, out: 7 }],
      ]),
      users: new Map([
        [
          'abcdefghijkl-1',
          {
            rates: {
              produceBytesPerSecond: 64_000.5,
              consumeBytesPerSecond: 0,
              requestPercentage: 0,
            },
            heldBack: { produce: true, consume: false },
          },
        ],
        [
          'abcdefghijkl-2',
          {
            rates: { produceBytesPerSecond: 0, consumeBytesPerSecond: 0, requestPercentage: 3.5 },
            heldBack: { produce: false, consume: false },
          },
        ],
      ]),
    })
  })

  it('is of those brokers that answered in whole', async () => {
    const good = MARK + sensor('Produce_byte_rate', 'abcdefghijkl-1', '5.0')
    const looks = await (await source(good, '', `${good}kafka_server_Produce_by`)).look()
    expect(looks.map(({ brokerId }) => brokerId)).toEqual(['1'])
  })

  it('is unavailable when no broker answers', async () => {
    expect(await outcomeOf((await source('', '')).look())).toBe('unavailable')
  })
})
