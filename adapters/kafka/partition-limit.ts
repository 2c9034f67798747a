/**
 * Kafka refuses a whole request that would make more partitions than this, with POLICY_VIOLATION for each topic of it
 * (ReplicationControlManager, "Excessively large number of partitions per request").
 */
const PARTITIONS_PER_REQUEST = 10_000

/** Parts of the list, in its order, that each stay within the limit; a topic beyond it goes alone and is refused alone. */
export function packPartitions<T extends { readonly partitions: number }>(
  topics: readonly T[],
): T[][] {
  const batches: T[][] = []
  let room = 0
  for (const topic of topics) {
    const last = batches.at(-1)
    if (last !== undefined && topic.partitions <= room) {
      last.push(topic)
      room -= topic.partitions
    } else {
      batches.push([topic])
      room = PARTITIONS_PER_REQUEST - topic.partitions
    }
  }
  return batches
}
