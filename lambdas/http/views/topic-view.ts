import * as z from 'zod'
import { kafkaNameOf, type Tenant } from '../../../core/tenant/tenant.ts'
import { sameSpec, type Topic } from '../../../core/topic/topic.ts'
import { timeView } from './time.ts'

export const topicSchema = z.object({
  name: z.string(),
  kafkaName: z.string(),
  partitions: z.int(),
  retentionMs: z.int(),
  cleanupPolicy: z.enum(['delete', 'compact', 'compact,delete']),
  state: z.enum(['provisioning', 'updating', 'active', 'deleting', 'failed']),
  error: z.string().optional(),
  operationId: z.string().optional(),
  createdAt: z.iso.datetime(),
})

/** A topic as the API shows it: what is desired, and whether the cluster is there yet. */
export function topicView(
  tenant: Tenant,
  topic: Topic,
  operationId?: string,
): z.output<typeof topicSchema> {
  return {
    name: topic.name,
    kafkaName: kafkaNameOf(tenant, topic.name),
    ...topic.spec,
    state:
      topic.state === 'active' && !sameSpec(topic.spec, topic.applied) ? 'updating' : topic.state,
    ...(topic.state === 'failed' ? { error: topic.error } : {}),
    ...(operationId === undefined ? {} : { operationId }),
    createdAt: timeView(topic.createdAt),
  }
}
