import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Kafka, logLevel, type Producer } from 'kafkajs'
import { inspectCluster } from '../../../adapters/kafka/inspect.ts'
import { jmxLoadSource } from '../../../adapters/jmx/load-source.ts'
import type { KafkaClusterAdmin } from '../../../adapters/kafka/kafka-cluster-admin.ts'
import { memoryShareStore } from '../../../adapters/memory/memory-share-store.ts'
import { createCredential } from '../../../core/credential/create-credential.ts'
import { MINUTE_MS, SECOND_MS } from '../../../core/kernel/clock.ts'
import { createRateHolds } from '../../../core/reconcile/rate-holds.ts'
import { shareCell, type ShareDeps, type ShareLook } from '../../../core/quota/share-cell.ts'
import { asked } from '../../core/fixtures/requests.ts'
import { letTimePass } from '../../core/fixtures/schedule.ts'
import { activeTenant } from '../../core/fixtures/stored.ts'
import { CELL, coreWorld, type World } from '../../core/fixtures/world.ts'
import { eventually } from '../../contracts/eventually.ts'
import { administratorOf } from './administrator-of.ts'
import type { Broker } from './bench.ts'

const RATE = 64_000
const CLIENTS = 3
const PATIENCE_MS = 180_000
const TEST_MS = 600_000
/** In all more than five minutes of the plan may hold, in batches of nearly the largest size. */
const BATCHES = 26
const BATCH_BYTES = 1_000_000

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
      holds: createRateHolds(world),
      everyMs: 5 * SECOND_MS,
    }
  }

  async function produceQuotas(): Promise<ReadonlyMap<string, number>> {
    const { quotas } = await inspectCluster(admin)
    return new Map(quotas.map((each) => [each.username, each.quota?.produceBytesPerSecond ?? 0]))
  }

  async function clientOf(world: World, username: string, clientId: string): Promise<Producer> {
    const password = (await world.secrets.get(username))?.password ?? ''
    const producer = new Kafka({
      clientId,
      brokers: broker().cluster.bootstrapServers.split(','),
      ssl: { ca: [broker().cluster.caPem] },
      sasl: { mechanism: 'scram-sha-512', username, password },
      logLevel: logLevel.NOTHING,
      connectionTimeout: 30_000,
    }).producer()
    await producer.connect()
    return producer
  }

  /** The broker holds a connection back once it has carried its request out, so each new one gets a batch through. */
  async function sendOverNewConnections(world: World, username: string, topic: string) {
    for (let n = 0; n < BATCHES; n += 1) {
      const producer = await clientOf(world, username, 'restless')
      const messages = [{ value: randomBytes(BATCH_BYTES) }]
      await producer.send({ topic, acks: 1, messages })
      await producer.disconnect()
    }
  }

  async function sendMuch(world: World, username: string, topic: string) {
    let stopped = false
    const clients = Array.from({ length: CLIENTS }, async (_, n) => {
      const producer = await clientOf(world, username, `client-${n}`)
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
    it(
      'move to the credential that is busy, whatever its clients call themselves',
      async () => {
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
        expect(load?.moved.get(`${tenant.id}.load`)?.in).toBeGreaterThan(8_000)
      },
      TEST_MS,
    )

    it(
      'do not hold a client that opens one connection after the other; the hold that follows does',
      async () => {
        const { world, tenant, busy } = await makeTenant()
        // The hold is to end when the test lets time pass.
        const deps = { ...sharing(world), clock: world.clock }
        const topic = `${tenant.id}.load`
        const pass = async (before: ShareLook | null) => {
          const report = await shareCell(deps, CELL.id, before)
          await letTimePass(world, SECOND_MS)
          return report
        }
        const { look } = await pass(null)
        await sendOverNewConnections(world, busy, topic)
        // Minutes of the plan in seconds: the quotas did not stop it.
        expect(await pass(look)).toMatchObject({ held: 1 })
        const [hold] = (await world.tenants.get(tenant.id))?.holds ?? []
        expect(hold).toMatchObject({ kind: 'rate' })
        const send = async () => {
          const producer = await clientOf(world, busy, 'after')
          await producer
            .send({ topic, acks: 1, messages: [{ value: 'x' }] })
            .finally(() => producer.disconnect())
        }
        // Deleted permissions reach the broker a moment after the controller took them away.
        await eventually(
          async () => await expect(send()).rejects.toThrow('Topic authorization failed'),
        )
        await letTimePass(world, (hold?.until ?? 0) - world.clock.now())
        await eventually(send, PATIENCE_MS)
      },
      TEST_MS,
    )
  })
}
