import { describeLogDirsV4 } from '@platformatic/kafka'
import type { AdminRequests } from './admin-requests.ts'
import { NONE } from './error-codes.ts'
import { unavailable } from './errors.ts'

/** Bytes on one broker's disks, by `partitionKey`. */
export type LogSizes = ReadonlyMap<string, number>

/**
 * What one broker keeps of each partition, as leader or follower, in one request however many topics there are. A disk that
 * the broker cannot read is left out, and so is a copy that is on its way from one disk to another.
 */
export async function readLogSizes(broker: AdminRequests): Promise<LogSizes> {
  const answer = await broker.ask(describeLogDirsV4.api, null)
  if (answer.errorCode !== NONE) throw unavailable(new Error(`Error code ${answer.errorCode}`))
  const sizes = new Map<string, number>()
  for (const { errorCode, topics } of answer.results) {
    if (errorCode !== NONE) continue
    for (const { name, partitions } of topics) {
      for (const { partitionIndex, partitionSize, isFutureKey } of partitions)
        if (!isFutureKey) sizes.set(partitionKey(name, partitionIndex), Number(partitionSize))
    }
  }
  return sizes
}

/** No topic name holds a slash. */
export function partitionKey(topic: string, partition: number): string {
  return `${topic}/${partition}`
}
