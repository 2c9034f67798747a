import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Producer } from '@platformatic/kafka'
import { CompressionTypes, Kafka, logLevel } from 'kafkajs'
import type { KafkaClusterAdmin } from '../../adapters/kafka/kafka-cluster-admin.ts'
import { memoryMeterStore } from '../../adapters/memory/memory-meter-store.ts'
import { measureCell } from '../../core/usage/measure-cell.ts'
import { sumByTenant } from '../../core/usage/roll-up.ts'
import { embeddedCell } from '../../local/cell-container.ts'
import { administratorOf } from '../adapters/kafka/administrator-of.ts'
import { topic } from '../contracts/cluster-under-test.ts'
import { eventually } from '../contracts/eventually.ts'
import { type RealBroker, startRealBroker } from '../contracts/real-broker.ts'
import { aTenant } from '../contracts/store-fixtures.ts'
import { bytesOnDisk, controlBytesOnDisk } from './log-files.ts'

const CELL = 'cl_1'
const BATCHES = 60
const START_MS = 300_000
const TEST_MS = 600_000
const CONNECT_WITHIN_MS = 30_000
/** A batch of one control record: it tells that a transaction was committed or aborted. */
const MARKER_BYTES = 78
const PASSWORD = 'correct horse'

let broker: RealBroker
let admin: KafkaClusterAdmin
let cell: ReturnType<typeof embeddedCell>

beforeAll(async () => {
  broker = await startRealBroker()
  admin = administratorOf(broker.cluster)
  cell = embeddedCell(broker.cluster)
}, START_MS)

afterAll(async () => {
  await Promise.all([admin.close(), cell.close()])
  await broker.stop()
})

/** A meter of its own for each test; it begins before the tenant does. */
async function newMeter() {
  const meter = memoryMeterStore()
  const deps = { cells: { of: async () => cell }, meter, clock: { now: () => Date.now() } }
  const pass = () => measureCell(deps, CELL)
  await pass()
  const billed = async (tenantId: string) => {
    const entries = await meter.entries({ clusterId: CELL, lows: [''], from: 0, to: 1e15 })
    const sums = sumByTenant(entries.flatMap(({ tenants }) => tenants))
    return sums.find((sum) => sum.tenantId === tenantId)
  }
  return { pass, billed }
}

async function newTenant(names: readonly string[]) {
  const tenantId = aTenant().id
  const username = `${tenantId}-1`
  await admin.createTopics(
    names.map((name) => ({ ...topic(`${tenantId}.${name}`), partitions: 2 })),
  )
  await admin.putUsers([{ username, password: PASSWORD }])
  await admin.grantAccess(
    (['topic', 'transactional-id', 'group'] as const).flatMap((resource) =>
      (['read', 'write'] as const).flatMap((operation) =>
        resource === 'group' && operation === 'write'
          ? []
          : [{ username, resource, pattern: 'prefixed', name: `${tenantId}.`, operation } as const],
      ),
    ),
  )
  await eventually(async () =>
    expect(await admin.verifyLogins([{ username, password: PASSWORD }])).toEqual([{ ok: true }]),
  )
  return { tenantId, username }
}

function clientOf(username: string): Kafka {
  return new Kafka({
    brokers: broker.cluster.bootstrapServers.split(','),
    ssl: { ca: [broker.cluster.caPem] },
    sasl: { mechanism: 'scram-sha-512', username, password: PASSWORD },
    logLevel: logLevel.NOTHING,
    retry: { retries: 20, initialRetryTime: 100 },
    connectionTimeout: CONNECT_WITHIN_MS,
  })
}

/** Batches of random sizes, plain and compressed. */
async function produce(username: string, kafkaName: string): Promise<void> {
  const producer = clientOf(username).producer({ allowAutoTopicCreation: false })
  await producer.connect()
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const records = 1 + Math.floor(Math.random() * 20)
    const messages = Array.from({ length: records }, () => ({
      key: String(Math.random()),
      value: 'x'.repeat(Math.floor(Math.random() * 2_000)) + Math.random(),
    }))
    const compression = batch % 2 === 0 ? CompressionTypes.None : CompressionTypes.GZIP
    await producer.send({ topic: kafkaName, messages, compression })
  }
  await producer.disconnect()
}

/** By another client, in each of Kafka's compressions. */
async function produceCompressed(username: string, kafkaName: string): Promise<void> {
  for (const compression of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
    const producer = new Producer({
      clientId: 'conservation',
      connectTimeout: CONNECT_WITHIN_MS,
      bootstrapBrokers: broker.cluster.bootstrapServers.split(','),
      sasl: { mechanism: 'SCRAM-SHA-512', username, password: PASSWORD },
      tls: { ca: [broker.cluster.caPem] },
      compression,
    })
    for (let batch = 0; batch < 5; batch += 1) {
      const value = Buffer.from('x'.repeat(Math.floor(Math.random() * 20_000)) + Math.random())
      await producer.send({ messages: [{ topic: kafkaName, value }] })
    }
    await producer.close()
  }
}

describe('On a real broker', () => {
  it(
    'the billed bytes in are the size of the log on disk, to the byte, across a restart after a pass',
    async () => {
      const { pass, billed } = await newMeter()
      const { tenantId, username } = await newTenant(['plain', 'more'])
      await Promise.all([
        produce(username, `${tenantId}.plain`),
        produce(username, `${tenantId}.more`),
        produceCompressed(username, `${tenantId}.more`),
      ])
      await pass()
      await broker.kill()
      await broker.start()
      await produce(username, `${tenantId}.plain`)
      expect(await pass()).toMatchObject({ brokersRead: 1, disturbed: true })
      const onDisk = bytesOnDisk(broker.cluster, tenantId)
      const bill = await billed(tenantId)
      process.stdout.write(
        `${JSON.stringify({ bytesOnDisk: onDisk, bytesBilled: Number(bill?.quantities.bytes_in) })}\n`,
      )
      expect(onDisk).toBeGreaterThan(100_000)
      expect(bill?.quantities.bytes_in).toBe(BigInt(onDisk))
      expect(bill?.incomplete).toContain('bytes_in')
    },
    TEST_MS,
  )

  it(
    'a topic that was deleted and made again is billed for both lives, to the byte',
    async () => {
      const { pass, billed } = await newMeter()
      const { tenantId, username } = await newTenant(['orders'])
      const kafkaName = `${tenantId}.orders`
      await produce(username, kafkaName)
      await pass()
      const first = bytesOnDisk(broker.cluster, tenantId)
      await admin.deleteTopics([kafkaName])
      await eventually(async () =>
        expect(await admin.createTopics([topic(kafkaName)])).toEqual([{ ok: true }]),
      )
      await eventually(() => produce(username, kafkaName))
      await produce(username, kafkaName)
      await pass()
      const bill = await billed(tenantId)
      expect(bill?.quantities.bytes_in).toBe(BigInt(first + bytesOnDisk(broker.cluster, tenantId)))
    },
    TEST_MS,
  )

  it(
    'with transactions, the markers that the broker writes itself are in the bill as they are on disk',
    async () => {
      const { pass, billed } = await newMeter()
      const { tenantId, username } = await newTenant(['orders'])
      const kafkaName = `${tenantId}.orders`
      const producer = clientOf(username).producer({
        transactionalId: `${tenantId}.t`,
        idempotent: true,
        maxInFlightRequests: 1,
      })
      // kafkajs gives up at once while the coordinator of a broker's first transaction loads.
      await eventually(() => producer.connect())
      const transactions = 5
      for (let n = 0; n < transactions; n += 1) {
        const transaction = await producer.transaction()
        await transaction.send({
          topic: kafkaName,
          messages: [{ partition: 0, value: 'x'.repeat(500) }],
        })
        await (n === 2 ? transaction.abort() : transaction.commit())
      }
      await producer.disconnect()
      await eventually(async () =>
        expect(controlBytesOnDisk(broker.cluster, tenantId)).toBe(transactions * MARKER_BYTES),
      )
      // A marker is counted a moment after it was written.
      await eventually(async () => {
        await pass()
        const bill = await billed(tenantId)
        expect(bill?.quantities.bytes_in).toBe(BigInt(bytesOnDisk(broker.cluster, tenantId)))
      })
    },
    TEST_MS,
  )
})
