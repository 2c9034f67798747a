import { describe, expect, it } from '@jest/globals'
import type { RequestListener } from 'node:http'
import { jmxCounterSource } from '../../../adapters/jmx/counter-source.ts'
import { outcomeOf } from '../../contracts/outcomes.ts'
import { useExporters } from './exporter.ts'

const MARK = 'jmx_scrape_error 0.0\n'
const STARTED = 'process_start_time_seconds 1.764000000123E9\n'
const line = (name: string, topic: string, value: string) =>
  `kafka_server_BrokerTopicMetrics_Count{name="${name}",topic="${topic}",} ${value}\n`
const GOOD = line('BytesInPerSec', 'a.b', '107000.0')

describe('The counters of a broker', () => {
  const exporter = useExporters()

  async function read(answer: RequestListener | string, limits = {}) {
    const listener: RequestListener =
      typeof answer === 'string' ? (_, response) => response.end(answer) : answer
    const source = jmxCounterSource(
      [{ brokerId: '1', metricsUrl: await exporter(listener) }],
      limits,
    )
    const seen: unknown[] = []
    const told = await source.read('1', (kafkaName, counter, value) =>
      seen.push({ kafkaName, counter, value }),
    )
    return { ...told, seen }
  }

  it('are its bytes in and out by topic, and when its process began', async () => {
    const other = line('MessagesInPerSec', 'a.b', '3.0')
    const sum = 'kafka_server_BrokerTopicMetrics_Count{name="BytesInPerSec",} 9.0\n'
    const out = line('BytesOutPerSec', 'a.b', '1.07E7')
    expect(await read(MARK + GOOD + other + sum + out + STARTED)).toEqual({
      startedAt: 1_764_000_000_123,
      totals: null,
      seen: [
        { kafkaName: 'a.b', counter: 'in', value: 107_000 },
        { kafkaName: 'a.b', counter: 'out', value: 10_700_000 },
      ],
    })
  })

  it('come with what the broker counted of all topics together, when it tells both', async () => {
    const total = (name: string, value: number) =>
      `kafka_server_BrokerTopicMetrics_Count{name="${name}",} ${value}.0\n`
    const both = total('BytesInPerSec', 9_000) + total('BytesOutPerSec', 12)
    expect(await read(MARK + GOOD + both)).toMatchObject({ totals: { in: 9_000, out: 12 } })
  })

  it('come without a beginning from an exporter that does not tell it', async () => {
    expect(await read(MARK + GOOD)).toMatchObject({ startedAt: null, seen: [{ value: 107_000 }] })
  })

  it.each([
    ['another page', '<html>welcome</html>\n'],
    ['nothing', ''],
    ['counters without the exporter’s mark', GOOD + STARTED],
    [
      'a line that cannot be read',
      `${MARK}${GOOD}kafka_server_BrokerTopicMetrics_Count{name="Byt 7\n`,
    ],
    ['half a line', MARK + GOOD.slice(0, -3)],
    ['a counter below zero', MARK + line('BytesInPerSec', 'a.b', '-1.0')],
    ['a counter that is no number', MARK + line('BytesInPerSec', 'a.b', 'NaN')],
    ['half a byte', MARK + line('BytesInPerSec', 'a.b', '0.5')],
    ['more than can be said exactly', MARK + line('BytesInPerSec', 'a.b', '1.0E300')],
  ])('are not taken from an exporter that answers %s', async (_, text) => {
    expect(await outcomeOf(read(text))).toBe('unavailable')
  })

  it('are not taken from an exporter that is slow', async () => {
    const slow: RequestListener = (_, response) => response.write(MARK + GOOD)
    expect(await outcomeOf(read(slow, { timeoutMs: 200 }))).toBe('unavailable')
  })

  it('are not taken from an exporter that goes on for 500 MB, and no such memory is', async () => {
    const piece = GOOD.repeat(2_000)
    let sent = 0
    const endless: RequestListener = (_, response) => {
      const more = () => {
        sent += piece.length
        if (sent < 500_000_000) response.write(piece, more)
        else response.end()
      }
      more()
    }
    const before = process.memoryUsage().rss
    const url = await exporter(endless)
    const source = jmxCounterSource([{ brokerId: '1', metricsUrl: url }], { bytesMax: 20_000_000 })
    expect(await outcomeOf(source.read('1', () => {}))).toBe('unavailable')
    expect(sent).toBeLessThan(500_000_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
  })
})
