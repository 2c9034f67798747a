import { type DeclareDeps, declare } from '../declare/declare.ts'
import type { DeclareRequest } from '../declare/intent.ts'
import { invalid, notFound } from '../kernel/service-error.ts'
import { refuseWhileDeleting } from '../tenant/refuse-while-deleting.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { refuseOverLimit, refuseRetention } from './add-topic.ts'
import { countTopicChange } from './count-topic-change.ts'
import type { Topic, TopicSpec } from './topic.ts'
import type { ChangeTopicInput } from './topic-input.ts'
import { topicOf } from './topic-of.ts'

/**
 * Declares more partitions, another retention or clean-up policy. Partitions never shrink: Kafka cannot, and keys would
 * move. A topic that had failed is tried again with what it is now.
 */
export async function changeTopic(
  deps: DeclareDeps,
  request: DeclareRequest,
  target: { readonly tenantId: string; readonly topicName: string },
  input: ChangeTopicInput,
): Promise<unknown> {
  return await declare(deps, request, target.tenantId, (tenant, now) => {
    refuseWhileDeleting(tenant)
    const topic = changed(tenant, topicOf(tenant, target.topicName), input)
    return {
      tenant: {
        ...countTopicChange(tenant, now),
        topics: { ...tenant.topics, [topic.name]: topic },
      },
      subject: { kind: 'topic', name: topic.name },
      action: 'topic.change',
    }
  })
}

function changed(tenant: Tenant, topic: Topic, input: ChangeTopicInput): Topic {
  if (topic.state === 'deleting') throw notFound('topic')
  const spec: TopicSpec = {
    partitions: input.partitions ?? topic.spec.partitions,
    retentionMs: input.retentionMs ?? topic.spec.retentionMs,
    cleanupPolicy: input.cleanupPolicy ?? topic.spec.cleanupPolicy,
  }
  refuseShrinking(topic.spec.partitions, spec.partitions)
  refuseRetention(tenant, spec, '')
  refuseOverLimit(tenant, spec.partitions - topic.spec.partitions, 0)
  const { name, createdAt } = topic
  return topic.state === 'failed'
    ? { name, createdAt, spec, state: 'provisioning' }
    : { ...topic, spec }
}

function refuseShrinking(from: number, to: number): void {
  if (to >= from) return
  throw invalid(
    '/partitions',
    `The topic has ${from} partitions and cannot shrink to ${to}; make another topic and move to it.`,
  )
}
