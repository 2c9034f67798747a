import { type Admin, consumerGroupDescribeV0 } from '@platformatic/kafka'
import type {
  GroupMember,
  ListedGroup,
  PartitionOffset,
  TenantSession,
} from '../../core/cluster/session-ports.ts'
import type { BrokerRequests } from './broker-requests.ts'
import { GROUP_ID_NOT_FOUND, NONE } from './error-codes.ts'
import { sessionError } from './session-errors.ts'

type GroupDeeds = Pick<
  TenantSession,
  'listGroups' | 'membersOf' | 'committedOffsets' | 'commitOffsets' | 'deleteGroup'
>

const NEVER_COMMITTED = -1
/** Key type of FindCoordinator. */
const GROUP = 0

/** Groups as a client sees them, at whichever broker coordinates each. */
export function sessionGroups(admin: Admin, brokers: BrokerRequests): GroupDeeds {
  return {
    listGroups: async () => {
      // Empty: of every protocol; left out, the library asks for classic ones alone.
      const groups = await admin.listGroups({ types: [] })
      return [...groups.values()].map(({ id, state, groupType }) => ({
        kafkaName: id,
        type: (groupType ?? 'classic').toLowerCase(),
        state: state.toLowerCase(),
      }))
    },
    membersOf: (group) =>
      group.type === 'consumer' ? newMembers(admin, brokers, group) : classicMembers(admin, group),
    committedOffsets: async (kafkaName) => {
      const groups = await admin.listConsumerGroupOffsets({ groups: [kafkaName] })
      return groups.flatMap(({ topics }) => topics.flatMap(offsetsOf))
    },
    commitOffsets: async (groupId, offsets) => {
      await admin.alterConsumerGroupOffsets({ groupId, topics: byTopic(offsets) })
    },
    deleteGroup: async (kafkaName) => {
      await admin.deleteGroups({ groups: [kafkaName] })
    },
  }
}

interface CommittedTopic {
  readonly name: string
  readonly partitions: readonly { partitionIndex: number; committedOffset: bigint }[]
}

function offsetsOf({ name, partitions }: CommittedTopic): readonly PartitionOffset[] {
  return partitions
    .map(({ partitionIndex, committedOffset }) => ({
      kafkaName: name,
      partition: partitionIndex,
      offset: Number(committedOffset),
    }))
    .filter(({ offset }) => offset > NEVER_COMMITTED)
}

function byTopic(offsets: readonly PartitionOffset[]) {
  return [...Map.groupBy(offsets, ({ kafkaName }) => kafkaName)].map(([name, those]) => ({
    name,
    partitionOffsets: those.map(({ partition, offset }) => ({
      partition,
      offset: BigInt(offset),
    })),
  }))
}

async function classicMembers(admin: Admin, { kafkaName }: ListedGroup): Promise<GroupMember[]> {
  const groups = await admin.describeGroups({ groups: [kafkaName] })
  const members = [...(groups.get(kafkaName)?.members.values() ?? [])]
  return members.map(({ id, clientId, clientHost, assignments }) => ({
    id,
    clientId,
    host: clientHost.replace(/^\//, ''),
    partitions: [...(assignments?.values() ?? [])].flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ kafkaName: topic, partition })),
    ),
  }))
}

/** Groups of the protocol of KIP-848, which the older request does not know. */
async function newMembers(
  admin: Admin,
  brokers: BrokerRequests,
  { kafkaName }: ListedGroup,
): Promise<GroupMember[]> {
  const [coordinator] = await admin.findCoordinator({ keyType: GROUP, keys: [kafkaName] })
  if (coordinator === undefined) return []
  const answer = await brokers.ask(coordinator, consumerGroupDescribeV0.api, [kafkaName], false)
  const group = answer.groups.find(({ groupId }) => groupId === kafkaName)
  if (group === undefined || group.errorCode === GROUP_ID_NOT_FOUND) return []
  if (group.errorCode !== NONE) throw sessionError(new Error(`Kafka error ${group.errorCode}`))
  return group.members.map(({ memberId, clientId, clientHost, assignment }) => ({
    id: memberId,
    clientId,
    host: clientHost.replace(/^\//, ''),
    partitions: assignment.topicPartitions.flatMap(({ topicName, partitions }) =>
      partitions.map((partition) => ({ kafkaName: topicName, partition })),
    ),
  }))
}
