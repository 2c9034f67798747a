import { describe, expect, it } from '@jest/globals'
import { type API, describeLogDirsV4, metadataV12 } from '@platformatic/kafka'
import type { BrokerAddress } from '../../../adapters/kafka/admin-connection.ts'
import type { AdminRequests } from '../../../adapters/kafka/admin-requests.ts'
import { unavailable } from '../../../adapters/kafka/errors.ts'
import { readTopicBytes } from '../../../adapters/kafka/topic-bytes.ts'
import { outcomeOf } from '../../contracts/outcomes.ts'

/** Of each topic: the brokers that lead its partitions. */
type Leaders = Readonly<Record<string, readonly number[]>>
/** Of each disk of a broker: bytes by topic and partition. */
type Disk = Readonly<Record<string, readonly (number | undefined)[]>>

const OFFLINE = 56

function answering(answers: ReadonlyMap<unknown, unknown>): AdminRequests {
  return {
    requestTimeoutMs: 1_000,
    ask: async <Args extends unknown[], Answer>(api: API<Args, Answer>, ..._: Args) => {
      if (!answers.has(api)) throw unavailable()
      return answers.get(api) as Answer
    },
  }
}

/** Broker n listens on port n. */
function clusterOf(leaders: Leaders, brokers: readonly number[]): AdminRequests {
  const topics = Object.entries(leaders).map(([name, ids]) => ({
    name,
    isInternal: name.startsWith('__'),
    partitions: ids.map((leaderId, partitionIndex) => ({ partitionIndex, leaderId })),
  }))
  const addresses = brokers.map((id) => ({ nodeId: id, host: 'localhost', port: id }))
  return answering(new Map([[metadataV12.api, { brokers: addresses, topics }]]))
}

function dirOf(disk: Disk, changes: { errorCode?: number; isFutureKey?: boolean } = {}) {
  const { errorCode = 0, isFutureKey = false } = changes
  const topics = Object.entries(disk).map(([name, sizes]) => ({
    name,
    partitions: sizes.flatMap((size, partitionIndex) =>
      size === undefined ? [] : [{ partitionIndex, partitionSize: BigInt(size), isFutureKey }],
    ),
  }))
  return { errorCode, topics }
}

type Dir = ReturnType<typeof dirOf>

/** A broker that is not among them does not answer. */
function connectionsTo(brokers: Readonly<Record<number, readonly Dir[]>>) {
  const dead = answering(new Map())
  const kept: number[][] = []
  return {
    kept,
    to: ({ port }: BrokerAddress) => {
      const results = brokers[port]
      if (results === undefined) return dead
      return answering(new Map([[describeLogDirsV4.api, { errorCode: 0, results }]]))
    },
    keepOnly: async (addresses: readonly BrokerAddress[]) => {
      kept.push(addresses.map(({ port }) => port))
    },
  }
}

async function bytesOf(
  leaders: Leaders,
  disks: Readonly<Record<number, readonly Dir[]>>,
): Promise<unknown> {
  const sizes = await readTopicBytes(clusterOf(leaders, [1, 2, 3]), connectionsTo(disks))
  return Object.fromEntries(sizes)
}

describe('the bytes of a topic', () => {
  it('are those of the leaders alone, over all brokers and disks', async () => {
    const disks = {
      1: [dirOf({ orders: [100, 999] }), dirOf({ invoices: [7] })],
      2: [dirOf({ orders: [99, 20] })],
      3: [dirOf({ orders: [98, 999], invoices: [6] })],
    }
    expect(await bytesOf({ orders: [1, 2], invoices: [1] }, disks)).toEqual({
      orders: 120,
      invoices: 7,
    })
  })

  it('are not known while one of its leaders does not answer, though others do', async () => {
    const disks = { 1: [dirOf({ orders: [100, 20] })], 3: [dirOf({ invoices: [7] })] }
    expect(await bytesOf({ orders: [1, 2], invoices: [3] }, disks)).toEqual({
      orders: null,
      invoices: 7,
    })
  })

  it('are not known while a partition has no leader, or the leader does not have it yet', async () => {
    const disks = { 1: [dirOf({ orders: [100, 20] })] }
    const leaders = { orders: [1, -1], invoices: [1], unmade: [] }
    expect(await bytesOf(leaders, disks)).toEqual({ orders: null, invoices: null, unmade: null })
  })

  it('are not known while the disk that they lie on cannot be read', async () => {
    const disks = {
      1: [dirOf({ orders: [100] }, { errorCode: OFFLINE }), dirOf({ invoices: [7] })],
    }
    expect(await bytesOf({ orders: [1], invoices: [1] }, disks)).toEqual({
      orders: null,
      invoices: 7,
    })
  })

  it('do not count the copy that is on its way to another disk', async () => {
    const disks = { 1: [dirOf({ orders: [100] }), dirOf({ orders: [60] }, { isFutureKey: true })] }
    expect(await bytesOf({ orders: [1] }, disks)).toEqual({ orders: 100 })
  })

  it('are not told of Kafka’s own topics', async () => {
    const disks = { 1: [dirOf({ __consumer_offsets: [100], orders: [0] })] }
    expect(await bytesOf({ __consumer_offsets: [1], orders: [1] }, disks)).toEqual({ orders: 0 })
  })

  it('are unavailable when no broker tells', async () => {
    expect(await outcomeOf(bytesOf({ orders: [1] }, {}))).toBe('unavailable')
    expect(await outcomeOf(readTopicBytes(answering(new Map()), connectionsTo({})))).toBe(
      'unavailable',
    )
  })

  it('are asked of the brokers that the cluster has now', async () => {
    const connections = connectionsTo({ 2: [dirOf({ orders: [5] })] })
    await readTopicBytes(clusterOf({ orders: [2] }, [2]), connections)
    expect(connections.kept).toEqual([[2]])
  })
})
