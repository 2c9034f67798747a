import { randomUUID } from 'node:crypto'
import { Admin, Consumer, createAPI, type Reader, Writer } from '@platformatic/kafka'
import { AdminConnection } from '../../../adapters/kafka/admin-connection.ts'
import { kafkaGroups } from '../../../adapters/kafka/kafka-groups.ts'
import { mapBounded } from '../../../adapters/kafka/bounded.ts'
import type { EmbeddedCluster } from '../../../local/parts.ts'
import { topic } from '../../contracts/cluster-under-test.ts'
import { eventually } from '../../contracts/eventually.ts'
import type { GroupsUnderTest } from '../../contracts/group-care-contract.ts'
import { administratorOf } from './administrator-of.ts'
import { wayTo } from './drift-bench.ts'

/** No tenant's, so that sweeps do not look at it. */
const TOPIC = 'groups-under-test'
const COMMITS_AT_ONCE = 8
const CONNECT_WITHIN_MS = 30_000

/** Groups of a real broker, made by its administrator. */
export async function groupsUnderTest(cluster: EmbeddedCluster): Promise<GroupsUnderTest> {
  const way = wayTo(cluster)
  const client = {
    clientId: 'groups-under-test',
    connectTimeout: CONNECT_WITHIN_MS,
    bootstrapBrokers: way.bootstrapServers.split(','),
    sasl: way.sasl,
  }
  const administrator = administratorOf(cluster)
  await administrator.createTopics([topic(TOPIC)])
  const admin = new Admin(client)
  const caretaker = kafkaGroups(way)
  const connection = new AdminConnection(way)
  return {
    caretaker,
    commit: async (kafkaNames) => {
      const topics = [{ name: TOPIC, partitionOffsets: [{ partition: 0, offset: 0n }] }]
      // The first group of a broker waits until its coordinator has loaded, and the topic is known everywhere.
      await mapBounded(kafkaNames, COMMITS_AT_ONCE, (groupId) =>
        eventually(() => admin.alterConsumerGroupOffsets({ groupId, topics })),
      )
    },
    join: async (groupId, protocol) => {
      if (protocol === 'share') return await eventually(() => joinShareGroup(connection, groupId))
      const consumer = new Consumer({ ...client, groupId, groupProtocol: protocol })
      const stream = await consumer.consume({ topics: [TOPIC], mode: 'earliest' })
      return {
        leave: async () => {
          await stream.close()
          await consumer.close(true)
        },
      }
    },
    close: async () => {
      await Promise.all([admin, caretaker, connection, administrator].map((each) => each.close()))
    },
  }
}

const SHARE_GROUP_HEARTBEAT = 76
const VERSION = 1
const [JOIN, LEAVE] = [0, -1] as const

/** The library knows no share groups: https://kafka.apache.org/protocol#The_Messages_ShareGroupHeartbeat */
const heartbeat = createAPI<[groupId: string, memberId: string, epoch: number], number>(
  SHARE_GROUP_HEARTBEAT,
  VERSION,
  (groupId, memberId, epoch) =>
    Writer.create()
      .appendString(groupId)
      .appendString(memberId)
      .appendInt32(epoch)
      .appendString(null)
      .appendArray([TOPIC], (writer, name) => writer.appendString(name), true, false)
      .appendTaggedFields(),
  (_id, _key, _version, reader: Reader) => {
    reader.readInt32()
    return reader.readInt16()
  },
)

async function joinShareGroup(connection: AdminConnection, groupId: string) {
  const memberId = randomUUID()
  const say = async (epoch: number) => {
    const code = await connection.ask(heartbeat, groupId, memberId, epoch)
    if (code !== 0) throw new Error(`The share group answers ${code}.`)
  }
  await say(JOIN)
  return { leave: () => say(LEAVE) }
}
