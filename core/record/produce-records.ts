import type { PartitionOffset, RecordToSend } from '../cluster/session-ports.ts'
import { invalid, ServiceError } from '../kernel/service-error.ts'
import { type DeedDeps, type DeedRequest, recordDeed } from '../speak/record-deed.ts'
import { speakAs } from '../speak/speak-as.ts'
import { kafkaNameOf } from '../tenant/tenant.ts'
import { topicOf } from '../topic/topic-of.ts'
import { partitionFor } from './partition-for.ts'

export interface RecordInput extends Omit<RecordToSend, 'partition'> {
  /** Chosen by the key, as Kafka's own clients do, or in turn when there is none. */
  readonly partition?: number | undefined
}

/**
 * Writes the records and says where each went. At least once: after `unavailable` they may be there all the same. Not on
 * record with their content, only that they were written.
 */
export function produceRecords(
  deps: DeedDeps,
  request: DeedRequest,
  target: { readonly tenantId: string; readonly topicName: string },
  inputs: readonly RecordInput[],
): Promise<readonly PartitionOffset[]> {
  return speakAs(deps, request, { ...target, deed: 'produce' }, async (session, tenant) => {
    const topic = topicOf(tenant, target.topicName)
    if (topic.state !== 'active')
      throw new ServiceError('conflict', `The topic is ${topic.state}; wait until it is active.`)
    const count = topic.applied.partitions
    const turn = deps.randomness.bytes(1)[0] ?? 0
    const records = inputs.map((input, n) => {
      if (input.partition !== undefined && input.partition >= count)
        throw invalid(
          `/records/${n}/partition`,
          `The topic has ${count} partitions, counted from 0.`,
        )
      return { ...input, partition: input.partition ?? partitionFor(input.key, count, turn) }
    })
    await recordDeed(deps, request, tenant, {
      action: 'record.produce',
      resource: `/topics/${target.topicName}/records`,
    })
    return await session.send(kafkaNameOf(tenant, target.topicName), records)
  })
}
