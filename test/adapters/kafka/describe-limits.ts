import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Kafka, KafkaJSProtocolError, logLevel, type Producer } from 'kafkajs'
import type { KafkaClusterAdmin } from '../../../adapters/kafka/kafka-cluster-admin.ts'
import { MAX_BATCH_BYTES } from '../../../core/plan/plan.ts'
import { topic } from '../../contracts/cluster-under-test.ts'
import { eventually } from '../../contracts/eventually.ts'
import { aTenant } from '../../contracts/store-fixtures.ts'
import { administratorOf } from './administrator-of.ts'
import type { Broker } from './bench.ts'

const DAY_MS = 86_400_000
/** What a batch of one record needs beside its value. */
const HEADER_BYTES = 200

/** What docs/limits.md says that the brokers themselves see to. */
export function describeLimits(broker: Broker): void {
  let admin: KafkaClusterAdmin
  let producer: Producer
  let kafkaName: string

  beforeAll(async () => {
    admin = administratorOf(broker().cluster)
    const tenantId = aTenant().id
    const user = { username: `${tenantId}-1`, password: 'correct horse' }
    kafkaName = `${tenantId}.orders`
    await admin.createTopics([topic(kafkaName)])
    await admin.putUsers([user])
    const access = { pattern: 'prefixed', name: `${tenantId}.`, operation: 'write' } as const
    await admin.grantAccess([{ ...access, username: user.username, resource: 'topic' }])
    await eventually(async () => expect(await admin.verifyLogins([user])).toEqual([{ ok: true }]))
    producer = new Kafka({
      brokers: broker().cluster.bootstrapServers.split(','),
      ssl: { ca: [broker().cluster.caPem] },
      sasl: { mechanism: 'scram-sha-512', ...user },
      logLevel: logLevel.NOTHING,
      connectionTimeout: 30_000,
      retry: { retries: 0 },
    }).producer()
    await producer.connect()
    await eventually(() => send({ value: 'first' }))
  }, 300_000)

  afterAll(async () => {
    await producer.disconnect()
    await admin.close()
  })

  const send = (message: { value: string | Buffer; timestamp?: string }) =>
    producer.send({ topic: kafkaName, messages: [message] })

  const refusal = (message: Parameters<typeof send>[0]) =>
    send(message).then(
      () => 'taken',
      (error: unknown) => (error instanceof KafkaJSProtocolError ? error.type : String(error)),
    )

  const at = (ms: number) => ({ value: 'x', timestamp: String(Date.now() + ms) })

  describe('A real broker', () => {
    it('refuses records from the far future, which no retention would ever end, and from long ago', async () => {
      expect(await refusal(at(DAY_MS))).toBe('INVALID_TIMESTAMP')
      expect(await refusal(at(-15 * DAY_MS))).toBe('INVALID_TIMESTAMP')
      expect(await refusal(at(-13 * DAY_MS))).toBe('taken')
      expect(await refusal(at(60_000))).toBe('taken')
    })

    it('takes a batch of the size that plans name, and none that is larger', async () => {
      const value = (bytes: number) => ({ value: randomBytes(bytes) })
      expect(await refusal(value(MAX_BATCH_BYTES - HEADER_BYTES))).toBe('taken')
      expect(await refusal(value(MAX_BATCH_BYTES + 1))).toBe('MESSAGE_TOO_LARGE')
    })
  })
}
