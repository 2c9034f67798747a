import * as z from 'zod'
import { bytesOfTopic, type TenantObservation } from '../../../core/usage/observation.ts'
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
  sizeBytes: z.int().optional(),
  operationId: z.string().optional(),
  createdAt: z.iso.datetime(),
})

/** In the answer to a declaration: its operation. In answers to reads: what was last seen of the tenant. */
interface Beside {
  readonly operationId?: string
  readonly observation?: TenantObservation | undefined
}

/** A topic as the API shows it: what is desired, whether the cluster is there yet, and how large it was when last seen. */
export function topicView(
  tenant: Tenant,
  topic: Topic,
  { operationId, observation }: Beside = {},
): z.output<typeof topicSchema> {
  const sizeBytes = observation && bytesOfTopic(observation, topic.name)
  return {
    name: topic.name,
    kafkaName: kafkaNameOf(tenant, topic.name),
    ...topic.spec,
    state: isUpdating(topic) ? 'updating' : topic.state,
    ...(topic.state === 'failed' ? { error: topic.error } : {}),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(operationId === undefined ? {} : { operationId }),
    createdAt: timeView(topic.createdAt),
  }
}

/** The cluster has not said yet that it has what is wanted. */
function isUpdating(topic: Topic): boolean {
  if (topic.state !== 'active') return false
  return topic.doubtful === true || !sameSpec(topic.spec, topic.applied)
}
