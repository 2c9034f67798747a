import { Connection, fetchV15, metadataV12, produceV11 } from '@platformatic/kafka'
import type { UserSecret } from '../../core/cluster/cluster-ports.ts'

export interface Target {
  readonly host: string
  readonly port: number
  readonly caPem: string
}

/** Longer than any propagation on one machine; a broken set-up fails instead of hanging. */
const GIVE_UP_MS = 10_000

/** A new connection with TLS and SCRAM produces one record and consumes it: partition 0, no group. */
export async function sendAndReceive(
  target: Target,
  user: UserSecret,
  topic: string,
): Promise<void> {
  const connection = await connect(target, user)
  try {
    const value = Buffer.from(`first message of ${topic}`)
    const topicId = await findTopic(connection, topic)
    const record = { topic, partition: 0, value, timestamp: BigInt(Date.now()) }
    const produced = await produceV11.api.async(connection, 1, 5_000, [record], {})
    const error =
      typeof produced === 'boolean' ? 0 : produced.responses[0]?.partitionResponses[0]?.errorCode
    if (error !== 0) throw new Error(`Producing was answered with error ${error}.`)
    const partition = {
      partition: 0,
      currentLeaderEpoch: -1,
      fetchOffset: 0n,
      lastFetchedEpoch: -1,
      partitionMaxBytes: 1_000_000,
    }
    const fetched = await fetchV15.api.async(
      connection,
      5_000,
      1,
      1_000_000,
      0,
      0,
      -1,
      [{ topicId, partitions: [partition] }],
      [],
      '',
    )
    const read = fetched.responses[0]?.partitions[0]?.records?.[0]?.records[0]?.value
    if (!read?.equals(value)) throw new Error('What was consumed is not what was produced.')
  } finally {
    await connection.close()
  }
}

async function connect(
  { host, port, caPem }: Target,
  { username, password }: UserSecret,
): Promise<Connection> {
  return await untilItWorks(async () => {
    const connection = new Connection('headgate-bench', {
      tls: { ca: caPem },
      sasl: { mechanism: 'SCRAM-SHA-512', username, password },
    })
    connection.on('error', () => {})
    await connection.connect(host, port)
    return connection
  })
}

async function findTopic(connection: Connection, topic: string): Promise<string> {
  return await untilItWorks(async () => {
    const { topics } = await metadataV12.api.async(connection, [topic], false, false)
    const found = topics[0]
    if (found === undefined || found.errorCode !== 0 || found.partitions.length === 0)
      throw new Error(`No topic ${topic}.`)
    return found.topicId
  })
}

/** What was just written to the controller reaches the broker a moment later; trying again at once finds the moment. */
async function untilItWorks<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + GIVE_UP_MS
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
  }
}
