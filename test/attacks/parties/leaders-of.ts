import type { Address } from '../wire/connection.ts'
import { clientOf } from './client-of.ts'
import type { RawParty } from './read-client-properties.ts'

/** Where the leader of each partition of a topic of the party's own listens, in the order of the partitions. */
export async function leadersOf(party: RawParty, topic: string): Promise<Address[]> {
  const admin = clientOf(party).admin()
  await admin.connect()
  try {
    const { brokers } = await admin.describeCluster()
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
    const partitions = topics.flatMap((each) => each.partitions)
    return partitions
      .toSorted((a, b) => a.partitionId - b.partitionId)
      .map(({ leader }) => {
        const broker = brokers.find(({ nodeId }) => nodeId === leader)
        if (broker === undefined) throw new Error(`Nobody leads a partition of ${topic}.`)
        return { ...party.address, host: broker.host, port: broker.port }
      })
  } finally {
    await admin.disconnect()
  }
}
