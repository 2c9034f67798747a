import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ensureTable } from '../../adapters/dynamodb/create-table.ts'
import { dynamoMeterStore } from '../../adapters/dynamodb/dynamo-meter-store.ts'
import { openTable } from '../../adapters/dynamodb/dynamo-table.ts'
import { jmxCounterSource } from '../../adapters/jmx/counter-source.ts'
import { scrape } from '../../adapters/jmx/scrape.ts'
import { measureCell } from '../../core/usage/measure-cell.ts'
import type { TopicFacts } from '../../core/usage/meter-ports.ts'
import { rememberReadings } from '../../core/usage/remember-readings.ts'
import { createTopicIndexes } from '../../core/usage/topic-index.ts'
import { countUnits } from './count-units.ts'
import { BROKERS, topicName } from './exposition.ts'

// One size in a process of its own, so that its peak memory is its own. Steps come over the channel: after each, the
// counters have moved.

const [what, topicsText, expositionPort, storePort] = process.argv.slice(2)
const topics = Number(topicsText)
const urls = Array.from(
  { length: BROKERS },
  (_, broker) => `http://127.0.0.1:${expositionPort}/${topics}/${broker}`,
)

async function parse(): Promise<void> {
  const wanted = new Set(['kafka_server_BrokerTopicMetrics_Count', 'process_start_time_seconds'])
  let samples = 0
  await Promise.all(
    urls.map(async (url) => {
      for await (const _ of scrape({ url, wanted, strict: true })) samples += 1
    }),
  )
  if (samples !== 2 * topics + BROKERS) throw new Error(`${samples} samples are not all.`)
}

function inventory(): readonly TopicFacts[] {
  return Array.from({ length: topics }, (_, topic) => ({
    kafkaName: asDecoded(topicName(topic)),
    topicId: ((topic * 40_503) % 2 ** 32).toString(36).padStart(22, 'A'),
    partitions: 1,
    leaders: [String(topic % BROKERS)],
    leaderChanges: 0,
    bytes: 1_000_000 + topic,
  }))
}

/** As a cluster's answer gives it: one piece of memory, where a template leaves several that are slow to compare. */
function asDecoded(name: string): string {
  return Buffer.from(name, 'latin1').toString('latin1')
}

async function prepareMeter() {
  const table = openTable({
    tableName: `meter-${topics}`,
    region: 'local',
    endpoint: `http://127.0.0.1:${storePort}`,
    credentials: { accessKeyId: 'headgate', secretAccessKey: 'headgate' },
    barrierAfterTransactions: true,
  })
  await ensureTable(table)
  const brokers = urls.map((metricsUrl, id) => ({ brokerId: String(id), metricsUrl }))
  const known = inventory()
  const cell = { counters: jmxCounterSource(brokers), topics: async () => known }
  let now = Date.UTC(2026, 4, 12)
  const clock = {
    now: () => {
      now += 60_000
      return now
    },
  }
  const units = countUnits(table)
  // As `createMeterJob` puts them together.
  const meter = rememberReadings(dynamoMeterStore(table))
  const deps = {
    cells: { of: async () => cell },
    meter,
    clock,
    indexes: createTopicIndexes(),
    letRequestsLeave: () => nextTurn(),
  }
  return { units, pass: () => measureCell(deps, 'cl_bench') }
}

const meter = what === 'pass' ? await prepareMeter() : undefined
process.on('message', async () => {
  Object.assign(meter?.units ?? {}, { calls: 0, writeUnits: 0, readUnits: 0 })
  const cpu = process.cpuUsage()
  const begin = performance.now()
  await (meter === undefined ? parse() : meter.pass())
  const seconds = (performance.now() - begin) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  process.send?.({
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1_000,
    units: { ...meter?.units },
  })
})
process.send?.('ready')
