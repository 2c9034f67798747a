import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Consumer, GroupProtocols, Producer, ProduceAcks } from '@platformatic/kafka'
import { Kafka, logLevel } from 'kafkajs'
import type { KafkaClusterAdmin } from '../../../adapters/kafka/kafka-cluster-admin.ts'
import { kafkaTenantSessions } from '../../../adapters/kafka/kafka-tenant-sessions.ts'
import type { UserSecret } from '../../../core/cluster/cluster-ports.ts'
import type { RecordToSend, TenantSession } from '../../../core/cluster/session-ports.ts'
import { accessBindings } from '../../../core/credential/access-bindings.ts'
import { newTenant, topic } from '../../contracts/cluster-under-test.ts'
import { eventually } from '../../contracts/eventually.ts'
import { CELL } from '../../core/fixtures/world.ts'
import { administratorOf } from './administrator-of.ts'
import type { Broker } from './bench.ts'

const CONNECT_WITHIN_MS = 30_000
const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

const text = (value: string | null): Buffer | null => (value === null ? null : Buffer.from(value))

const record = (value: string | null, partition = 0): RecordToSend => ({
  partition,
  key: text('k'),
  value: text(value),
  headers: [],
})

export function describeTenantSessions(broker: Broker): void {
  let admin: KafkaClusterAdmin
  const sessions = kafkaTenantSessions()
  const closing: { close(): unknown }[] = []

  beforeAll(() => {
    admin = administratorOf(broker().cluster)
  })

  afterAll(async () => {
    await Promise.allSettled(closing.map((each) => each.close()))
    await admin.close()
  })

  /** A tenant with a topic of three partitions and a user that may read and write. */
  async function makeTenant() {
    const tenant = newTenant()
    const user: UserSecret = { username: `${tenant}-1`, password: 'correct horse' }
    const kafkaName = `${tenant}.orders`
    const credential = { role: 'readwrite', topics: [], number: 1 } as const
    await admin.putUsers([user])
    await admin.createTopics([{ ...topic(kafkaName), partitions: 3 }])
    await admin.grantAccess(accessBindings(tenant, credential, 'full'))
    await eventually(async () => expect(await admin.verifyLogins([user])).toEqual([{ ok: true }]))
    const as = <T>(work: (session: TenantSession) => Promise<T>): Promise<T> => {
      const { bootstrapServers, caPem } = broker().cluster
      return sessions.with({ ...CELL, bootstrapServers, caPem }, user, work)
    }
    // The broker may take a moment to hear of a topic and of permissions.
    await eventually(() => as((s) => s.offsetsAt([{ kafkaName, partition: 0, at: 'latest' }])))
    return { tenant, user, kafkaName, as }
  }

  const clientOf = (user: UserSecret) => ({
    clientId: 'app',
    connectTimeout: CONNECT_WITHIN_MS,
    bootstrapBrokers: broker().cluster.bootstrapServers.split(','),
    tls: { ca: broker().cluster.caPem },
    sasl: { mechanism: 'SCRAM-SHA-512' as const, ...user },
    retries: 2,
  })

  const kafkajsOf = (user: UserSecret) =>
    new Kafka({
      clientId: 'app',
      brokers: broker().cluster.bootstrapServers.split(','),
      ssl: { ca: [broker().cluster.caPem] },
      sasl: { mechanism: 'scram-sha-512', ...user },
      logLevel: logLevel.NOTHING,
      connectionTimeout: CONNECT_WITHIN_MS,
    })

  const everything = (as: Awaited<ReturnType<typeof makeTenant>>['as'], kafkaName: string) =>
    as(async (session) => {
      const [end] = await session.offsetsAt([{ kafkaName, partition: 0, at: 'latest' }])
      const range = { partition: 0, offset: 0, end: end?.offset ?? 0 }
      return await session.read(kafkaName, [range], 1_000_000)
    })

  describe('A session as one of a tenant’s users', () => {
    it('reads back what it wrote: keys, headers, empty values and tombstones', async () => {
      const { kafkaName, as } = await makeTenant()
      const headers = [{ key: Buffer.from('h'), value: Buffer.from([0, 255]) }]
      const sent = [
        { ...record('one', 1), headers },
        record('two', 2),
        { ...record('three', 1), key: null },
        record(null, 1),
        record('', 1),
      ]
      const written = await as((session) => session.send(kafkaName, sent))
      expect(written.map(({ partition, offset }) => [partition, offset])).toEqual([
        [1, 0],
        [2, 0],
        [1, 1],
        [1, 2],
        [1, 3],
      ])
      const read = await as((session) =>
        session.read(kafkaName, [{ partition: 1, offset: 0, end: 4 }], 100_000),
      )
      expect(read.reached).toEqual([{ partition: 1, offset: 4 }])
      expect(read.records.map(({ key, value }) => [key, value])).toEqual([
        [text('k'), text('one')],
        [null, text('three')],
        [text('k'), null],
        [text('k'), text('')],
      ])
      expect(read.records[0]?.headers).toEqual(headers)
    })

    it.each(CODECS)('reads batches packed with %s', async (compression) => {
      const { kafkaName, as, user } = await makeTenant()
      const producer = new Producer(clientOf(user))
      closing.push(producer)
      const messages = Array.from({ length: 200 }, (_, n) => ({
        topic: kafkaName,
        partition: 0,
        value: Buffer.from(`value ${n} ${'x'.repeat(100)}`),
      }))
      await producer.send({ messages, compression, acks: ProduceAcks.ALL })
      const { records, unreadable } = await everything(as, kafkaName)
      expect(unreadable).toEqual([])
      expect(records.map(({ value }) => value)).toEqual(messages.map(({ value }) => value))
    })

    it.each(CODECS.slice(1))(
      'does not open a batch that %s packed to a hundredth and less',
      async (compression) => {
        const { kafkaName, as, user } = await makeTenant()
        const producer = new Producer(clientOf(user))
        closing.push(producer)
        const bomb = { topic: kafkaName, partition: 0, value: Buffer.alloc(20_000_000) }
        await producer.send({ messages: [bomb], compression, acks: ProduceAcks.ALL })
        await as((session) => session.send(kafkaName, [record('after')]))
        const { records, unreadable } = await everything(as, kafkaName)
        expect(unreadable).toMatchObject([{ partition: 0, firstOffset: 0, lastOffset: 0 }])
        expect(records.map(({ value }) => value)).toEqual([text('after')])
      },
    )

    it('leaves out what an aborted transaction wrote, and markers', async () => {
      const { tenant, kafkaName, as, user } = await makeTenant()
      const producer = kafkajsOf(user).producer({
        transactionalId: `${tenant}.tx`,
        idempotent: true,
        maxInFlightRequests: 1,
      })
      closing.push({ close: () => producer.disconnect() })
      // kafkajs gives up at once while the coordinator of a broker's first transaction loads.
      await eventually(() => producer.connect())
      for (const [value, outcome] of [
        ['kept', 'commit'],
        ['dropped', 'abort'],
        ['kept too', 'commit'],
      ] as const) {
        const transaction = await producer.transaction()
        await transaction.send({ topic: kafkaName, messages: [{ value, partition: 0 }] })
        await transaction[outcome]()
      }
      const read = await eventually(async () => {
        const seen = await everything(as, kafkaName)
        expect(seen.reached).toEqual([{ partition: 0, offset: 6 }])
        return seen
      })
      expect(read.records.map(({ value }) => value)).toEqual([text('kept'), text('kept too')])
    })

    it('finds the offset of a time, and the end for a time to come', async () => {
      const { kafkaName, as } = await makeTenant()
      const place = { kafkaName, partition: 0 }
      await as((session) => session.send(kafkaName, [record('one'), record('two')]))
      const { records } = await everything(as, kafkaName)
      const at = records[0]?.timestamp ?? 0
      for (const [mark, offset] of [
        ['earliest', 0],
        ['latest', 2],
        [at, 0],
        [at + 60_000, 2],
        // To Kafka -1 is the end of the log, and -2 its beginning.
        [-1, 0],
        [Date.parse('0001-01-01T00:00:00Z'), 0],
      ] as const) {
        const found = await as((session) => session.offsetsAt([{ ...place, at: mark }]))
        expect(found).toEqual([{ ...place, offset }])
      }
    })

    it('may not touch the topics and groups of a tenant whose id begins alike', async () => {
      const { tenant, as } = await makeTenant()
      const foreign = `${tenant}0.orders`
      await admin.createTopics([topic(foreign)])
      for (const attempt of [
        (s: TenantSession) => s.offsetsAt([{ kafkaName: foreign, partition: 0, at: 'latest' }]),
        (s: TenantSession) => s.send(foreign, [record('x')]),
        (s: TenantSession) =>
          s.commitOffsets(`${tenant}0.g`, [{ kafkaName: foreign, partition: 0, offset: 1 }]),
        (s: TenantSession) => s.deleteGroup(`${tenant}0.g`),
      ])
        await expect(as<unknown>(attempt)).rejects.toMatchObject({ code: 'conflict' })
    })

    it.each([GroupProtocols.CLASSIC, GroupProtocols.CONSUMER])(
      'shows a group of the %s protocol, and changes it only when nobody is in it',
      async (groupProtocol) => {
        const { tenant, kafkaName, as, user } = await makeTenant()
        const groupId = `${tenant}.readers`
        await as((session) => session.send(kafkaName, [record('one'), record('two')]))
        const consumer = new Consumer({ ...clientOf(user), groupId, groupProtocol })
        closing.push({ close: () => consumer.close(true) })
        const stream = await consumer.consume({ topics: [kafkaName], mode: 'earliest' })
        await eventually(async () => {
          const [group] = await as((session) => session.listGroups())
          expect(group).toMatchObject({ kafkaName: groupId, type: groupProtocol, state: 'stable' })
          const members = group && (await as((session) => session.membersOf(group)))
          expect(members?.[0]?.partitions).toHaveLength(3)
        })
        const offsets = [{ kafkaName, partition: 0, offset: 1 }]
        const refused = as((session) => session.commitOffsets(groupId, offsets))
        await expect(refused).rejects.toThrow('active members')
        await expect(as((s) => s.deleteGroup(groupId))).rejects.toThrow('active members')
        await stream.close()
        await consumer.close(true)
        await eventually(() => as((session) => session.commitOffsets(groupId, offsets)))
        expect(await as((session) => session.committedOffsets(groupId))).toEqual(offsets)
        await as((session) => session.deleteGroup(groupId))
        expect(await as((session) => session.listGroups())).toEqual([])
      },
    )
  })
}
