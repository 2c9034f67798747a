import type { UserSecret } from '../../core/cluster/cluster-ports.ts'
import type {
  GroupMember,
  ListedGroup,
  PartitionOffset,
  RecordToSend,
  StoredRecord,
  TenantSession,
  TenantSessions,
} from '../../core/cluster/session-ports.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { notFound, ServiceError } from '../../core/kernel/service-error.ts'
import type { MemoryCluster } from './memory-cluster.ts'

export interface MemoryGroup extends Omit<ListedGroup, 'kafkaName' | 'state'> {
  readonly members: GroupMember[]
  readonly offsets: PartitionOffset[]
}

/** What clients left on a cluster: records and groups, which a test may read and change. */
export interface MemoryData {
  /** By `kafkaName partition`. */
  readonly logs: Map<string, StoredRecord[]>
  /** By full name. */
  readonly groups: Map<string, MemoryGroup>
}

export function memoryData(): MemoryData {
  return { logs: new Map(), groups: new Map() }
}

/** Lets in who is on the cluster with that password, and shows what bears the user's prefix. */
export function memoryTenantSessions(
  cluster: MemoryCluster,
  data: MemoryData,
  clock: Clock,
): TenantSessions {
  return {
    async with(_cluster, user, work) {
      if (cluster.down || cluster.users.get(user.username) !== user.password)
        throw new ServiceError('unavailable', 'The credential does not work on the cluster now.')
      return await work(sessionOf(user, data, clock))
    },
  }
}

function sessionOf(user: UserSecret, data: MemoryData, clock: Clock): TenantSession {
  const prefix = `${user.username.split('-')[0]}.`
  const logOf = (kafkaName: string, partition: number) =>
    data.logs.get(`${kafkaName} ${partition}`) ?? []
  return {
    ...groupDeeds(prefix, data),
    offsetsAt: async (marks) =>
      marks.map(({ kafkaName, partition, at }) => {
        const log = logOf(kafkaName, partition)
        const found =
          typeof at === 'number' ? log.findIndex(({ timestamp }) => timestamp >= at) : -1
        return { kafkaName, partition, offset: offsetFor(at, found, log.length) }
      }),
    read: async (kafkaName, ranges) => ({
      records: ranges.flatMap(({ partition, offset, end }) =>
        logOf(kafkaName, partition).slice(offset, end),
      ),
      unreadable: [],
      reached: ranges.map(({ partition, end }) => ({ partition, offset: end })),
    }),
    send: async (kafkaName, records) =>
      records.map((record) => append(data, kafkaName, record, clock.now())),
  }
}

function offsetFor(at: 'earliest' | 'latest' | number, found: number, end: number): number {
  if (at === 'earliest') return 0
  return found === -1 ? end : found
}

function append(
  { logs }: MemoryData,
  kafkaName: string,
  record: RecordToSend,
  timestamp: number,
): PartitionOffset {
  const { partition } = record
  const log = logs.get(`${kafkaName} ${partition}`) ?? []
  const offset = log.length
  logs.set(`${kafkaName} ${partition}`, [...log, { ...record, offset, timestamp }])
  return { kafkaName, partition, offset }
}

type GroupDeeds = Pick<
  TenantSession,
  'listGroups' | 'membersOf' | 'committedOffsets' | 'commitOffsets' | 'deleteGroup'
>

function groupDeeds(prefix: string, { groups }: MemoryData): GroupDeeds {
  const idle = (name: string): MemoryGroup => {
    const group = groups.get(name)
    if (group === undefined) throw notFound('consumer group')
    if (group.members.length === 0) return group
    throw new ServiceError('conflict', 'The group has active members; stop them first.')
  }
  return {
    listGroups: async () =>
      [...groups]
        .filter(([name]) => name.startsWith(prefix))
        .map(([kafkaName, { type, members }]) => ({
          kafkaName,
          type,
          state: members.length > 0 ? 'stable' : 'empty',
        })),
    membersOf: async ({ kafkaName }) => groups.get(kafkaName)?.members ?? [],
    committedOffsets: async (name) => groups.get(name)?.offsets ?? [],
    commitOffsets: async (name, offsets) => {
      const group = idle(name)
      const kept = group.offsets.filter((old) => !offsets.some((each) => samePlace(old, each)))
      groups.set(name, { ...group, offsets: [...kept, ...offsets] })
    },
    deleteGroup: async (name) => {
      idle(name)
      groups.delete(name)
    },
  }
}

function samePlace(a: PartitionOffset, b: PartitionOffset): boolean {
  return a.kafkaName === b.kafkaName && a.partition === b.partition
}
