import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Kafka, logLevel } from 'kafkajs'
import { inspectCluster } from '../../../adapters/kafka/inspect.ts'
import { jmxLoadSource } from '../../../adapters/jmx/load-source.ts'
import type { KafkaClusterAdmin } from '../../../adapters/kafka/kafka-cluster-admin.ts'
import { memoryShareStore } from '../../../adapters/memory/memory-share-store.ts'
import { createCredential } from '../../../core/credential/create-credential.ts'
import { MINUTE_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { shareCell, type ShareDeps } from '../../../core/quota/share-cell.ts'
import { asked } from '../../core/fixtures/requests.ts'
import { letTimePass } from '../../core/fixtures/schedule.ts'
import { activeTenant } from '../../core/fixtures/stored.ts'
import { CELL, coreWorld, type World } from '../../core/fixtures/world.ts'
import { eventually } from '../../contracts/eventually.ts'
import { administratorOf } from './administrator-of.ts'
import type { Broker } from './bench.ts'

const RATE = 64_000
const CLIENTS = 3
const PATIENCE_MS = 60_000

/** Shares as they are settled, measured and sent by our own code, and enforced by the broker. */
export function describeShares(broker: Broker): void {
  let admin: KafkaClusterAdmin

  beforeAll(() => {
    admin = administratorOf(broker().cluster)
  })

  afterAll(() => admin.close())

  async function makeTenant() {
    const world = await coreWorld({ brokers: 1, replicationFactor: 1 }, Date.now())
    const onBroker = { ...world, admins: { of: async () => admin } }
    const tenant = await activeTenant(onBroker, { topics: [{ name: 'load' }] })
    await createCredential(onBroker, asked(), tenant.id, { role: 'readwrite' })
    await eventually(async () => {
      await letTimePass(onBroker, SECOND_MS)
      expect(await world.secrets.get(`${tenant.id}-2`)).toBeDefined()
    })
    await letTimePass(onBroker, MINUTE_MS)
    return { world: onBroker, idle: `${tenant.id}-1`, busy: `${tenant.id}-2`, tenant }
  }

  function sharing(world: World): ShareDeps {
    const [first] = broker().cluster.brokers
    const brokers = [{ brokerId: '1', metricsUrl: first?.metricsUrl ?? '' }]
    const source = jmxLoadSource(async () => brokers)
    return {
      ...world,
      clock: { now: () => Date.now() },
      loads: { of: async () => source },
      shares: memoryShareStore(),
      everyMs: 5 * SECOND_MS,
    }
  }

  async function produceQuotas(): Promise<ReadonlyMap<string, number>> {
    const { quotas } = await inspectCluster(admin)
    return new Map(quotas.map((each) => [each.username, each.quota?.produceBytesPerSecond ?? 0]))
  }

  async function sendMuch(world: World, username: string, topic: string) {
    const password = (await world.secrets.get(username))?.password ?? ''
    let stopped = false
    const clients = Array.from({ length: CLIENTS }, async (_, n) => {
      const producer = new Kafka({
        clientId: `client-${n}`,
        brokers: broker().cluster.bootstrapServers.split(','),
        ssl: { ca: [broker().cluster.caPem] },
        sasl: { mechanism: 'scram-sha-512', username, password },
        logLevel: logLevel.NOTHING,
      }).producer()
      await producer.connect()
      const messages = [{ value: randomBytes(8_000) }]
      while (!stopped) await producer.send({ topic, acks: 1, messages }).catch(() => {})
      await producer.disconnect()
    })
    return async () => {
      stopped = true
      await Promise.all(clients)
    }
  }

  describe('The shares of a tenant on a real broker', () => {
    it('move to the credential that is busy, whatever its clients call themselves', async () => {
      const { world, tenant, idle, busy } = await makeTenant()
      const before = await produceQuotas()
      expect([before.get(idle), before.get(busy)]).toEqual([RATE, RATE / 2])
      const deps = sharing(world)
      const stop = await sendMuch(world, busy, `${tenant.id}.load`)
      await eventually(async () => {
        await shareCell(deps, CELL.id, null)
        const now = await produceQuotas()
        expect(now.get(busy)).toBeGreaterThan(RATE * 0.8)
        expect(now.get(idle)).toBeLessThan(RATE * 0.5)
      }, PATIENCE_MS)
      const [load] = await (await deps.loads.of(CELL.id)).look()
      await stop()
      expect(load?.users.get(busy)?.rates.produceBytesPerSecond).toBeGreaterThan(0)
      expect(load?.moved.get(tenant.id)?.in).toBeGreaterThan(8_000)
    }, 120_000)
  })
}
