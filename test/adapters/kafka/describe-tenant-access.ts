import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Kafka, logLevel, type Producer } from 'kafkajs'
import type { KafkaClusterAdmin } from '../../../adapters/kafka/kafka-cluster-admin.ts'
import type { UserSecret } from '../../../core/cluster/cluster-ports.ts'
import { newTenant, topic } from '../../contracts/cluster-under-test.ts'
import { eventually } from '../../contracts/eventually.ts'
import { administratorOf } from './administrator-of.ts'
import type { Broker } from './bench.ts'

export function describeTenantAccess(broker: Broker): void {
  let admin: KafkaClusterAdmin
  const producers: Producer[] = []

  beforeAll(() => {
    admin = administratorOf(broker().cluster)
  })

  afterAll(async () => {
    await Promise.all(producers.map((producer) => producer.disconnect()))
    await admin.close()
  })

  async function connectProducer(user: UserSecret): Promise<Producer> {
    const kafka = new Kafka({
      clientId: user.username,
      brokers: broker().cluster.bootstrapServers.split(','),
      ssl: { ca: [broker().cluster.caPem] },
      sasl: { mechanism: 'scram-sha-512', ...user },
      retry: { retries: 0 },
      logLevel: logLevel.NOTHING,
      connectionTimeout: 30_000,
    })
    const producer = kafka.producer()
    producers.push(producer)
    await producer.connect()
    return producer
  }

  async function makeTenant() {
    const tenant = newTenant()
    const user = { username: `${tenant}-1`, password: 'correct horse' }
    const kafkaName = `${tenant}.orders`
    await admin.putUsers([user])
    await admin.createTopics([topic(kafkaName)])
    await eventually(async () => expect(await admin.verifyLogins([user])).toEqual([{ ok: true }]))
    const grant = () =>
      admin.grantAccess([
        {
          username: user.username,
          resource: 'topic',
          pattern: 'prefixed',
          name: `${tenant}.`,
          operation: 'write',
        },
      ])
    return { tenant, user, kafkaName, grant }
  }

  describe('A user on a real broker', () => {
    const messages = [{ value: 'hello' }]

    it('may do nothing until access is granted', async () => {
      const { user, kafkaName, grant } = await makeTenant()
      const producer = await connectProducer(user)
      await expect(producer.send({ topic: kafkaName, messages })).rejects.toThrow(/authori[sz]ed/i)
      await grant()
      const [sent] = await eventually(() => producer.send({ topic: kafkaName, messages }))
      expect(sent).toMatchObject({ topicName: kafkaName, errorCode: 0, baseOffset: '0' })
    })

    it('may do nothing with the topics of a tenant whose id begins alike', async () => {
      const { tenant, user, kafkaName, grant } = await makeTenant()
      const neighbour = `${tenant}0.orders`
      await admin.createTopics([topic(neighbour)])
      await grant()
      const producer = await connectProducer(user)
      await eventually(() => producer.send({ topic: kafkaName, messages }))
      await expect(producer.send({ topic: neighbour, messages })).rejects.toThrow(/authori[sz]ed/i)
    })

    it('is cut off on its open connection when its access is revoked', async () => {
      const { user, kafkaName, grant } = await makeTenant()
      await grant()
      const producer = await connectProducer(user)
      await eventually(() => producer.send({ topic: kafkaName, messages }))
      expect(await admin.revokeAccess([{ username: user.username }])).toEqual([{ ok: true }])
      await eventually(() =>
        expect(producer.send({ topic: kafkaName, messages })).rejects.toThrow(/authori[sz]ed/i),
      )
    })
  })
}
