import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Kafka, logLevel } from 'kafkajs'
import type { KafkaClusterAdmin } from '../../../adapters/kafka/kafka-cluster-admin.ts'
import { memoryObservationStore } from '../../../adapters/memory/memory-observation-store.ts'
import type { ClusterObservers } from '../../../core/usage/observation-ports.ts'
import { observeCell } from '../../../core/usage/observe-cell.ts'
import { openEmbedded } from '../../../local/cell-container.ts'
import type { OpenCell } from '../../../local/open-cells.ts'
import { topic } from '../../contracts/cluster-under-test.ts'
import { eventually } from '../../contracts/eventually.ts'
import { aTenant } from '../../contracts/store-fixtures.ts'
import { administratorOf } from './administrator-of.ts'
import type { Broker } from './bench.ts'

const CLUSTER = 'cl_1'
const ANY_RATE = {
  produceBytesPerSecond: 1e9,
  consumeBytesPerSecond: 1e9,
  requestPercentage: 100,
}

/** What `npm start` looks at a broker with. */
export function describeObservation(broker: Broker): void {
  let admin: KafkaClusterAdmin
  let cell: OpenCell
  const observers: ClusterObservers = { of: async () => cell.observer }

  beforeAll(() => {
    admin = administratorOf(broker().cluster)
    cell = openEmbedded(broker().cluster, { bytes: (count) => randomBytes(count) })
  })

  afterAll(async () => {
    await Promise.all([admin.close(), cell.close()])
  })

  async function makeTenant() {
    const tenantId = aTenant().id
    const [used, idle] = [`${tenantId}-1`, `${tenantId}-2`]
    const password = 'correct horse'
    await admin.createTopics(['orders', 'empty'].map((name) => topic(`${tenantId}.${name}`)))
    await admin.putUsers([used, idle].map((username) => ({ username, password })))
    await admin.setQuotas([used, idle].map((username) => ({ username, quota: ANY_RATE })))
    const access = { pattern: 'prefixed', name: `${tenantId}.`, operation: 'write' } as const
    await admin.grantAccess([{ ...access, username: used, resource: 'topic' }])
    const users = [used, idle].map((username) => ({ username, password }))
    await eventually(async () =>
      expect(await admin.verifyLogins(users)).toEqual([{ ok: true }, { ok: true }]),
    )
    return { tenantId, used, password }
  }

  async function produce(username: string, password: string, kafkaName: string): Promise<void> {
    const kafka = new Kafka({
      brokers: broker().cluster.bootstrapServers.split(','),
      ssl: { ca: [broker().cluster.caPem] },
      sasl: { mechanism: 'scram-sha-512', username, password },
      logLevel: logLevel.NOTHING,
      connectionTimeout: 30_000,
    })
    const producer = kafka.producer()
    await producer.connect()
    const messages = [{ value: Buffer.alloc(50_000) }]
    await eventually(() => producer.send({ topic: kafkaName, messages }))
    await producer.disconnect()
  }

  describe('What is seen of a real broker', () => {
    it('is the size of each topic, and the user that is at work, but not the one that only logged in', async () => {
      const { tenantId, used, password } = await makeTenant()
      const observations = memoryObservationStore()
      const look = async () => {
        await observeCell({ observers, observations, clock: { now: () => 7 } }, CLUSTER)
        return await observations.get(tenantId)
      }
      await eventually(async () =>
        expect(await look()).toMatchObject({ topicBytes: { orders: 0, empty: 0 }, lastUsedAt: {} }),
      )
      await produce(used, password, `${tenantId}.orders`)
      await eventually(async () =>
        expect(await look()).toEqual({
          tenantId,
          at: 7,
          topicBytes: { orders: expect.any(Number), empty: 0 },
          lastUsedAt: { [used]: 7 },
        }),
      )
      const bytes = (await look())?.topicBytes['orders']
      expect(bytes).toBeGreaterThan(50_000)
      expect(bytes).toBeLessThan(50_500)
    })

    it('is nothing while it is dead, and goes on when it is back', async () => {
      const { tenantId, used, password } = await makeTenant()
      await produce(used, password, `${tenantId}.orders`)
      const observer = await observers.of(CLUSTER)
      const sizeNow = async () => (await observer.topicBytes()).get(`${tenantId}.orders`)
      const before = await sizeNow()
      await broker().kill()
      const dead = await Promise.allSettled([observer.topicBytes(), observer.usersSeen?.()])
      await broker().start()
      for (const each of dead)
        expect(each).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
      await eventually(async () => expect(await sizeNow()).toBe(before))
      expect(before).toBeGreaterThan(50_000)
    })
  })
}
