import { invalid, limitReached, ServiceError } from '../kernel/service-error.ts'
import { planOf } from '../plan/plan.ts'
import type { Tenant } from '../tenant/tenant.ts'
import {
  collisionKey,
  DEFAULT_PARTITIONS,
  DEFAULT_RETENTION_MS,
  type Topic,
  type TopicSpec,
} from './topic.ts'
import type { NewTopicInput } from './topic-input.ts'

/** Partition replicas are counted with the replication that a cell in production has, on every installation alike. */
export const REPLICAS_A_PARTITION = 3

/** The tenant with one more topic, or the reason why not; `at` is where the input stands in the request. */
export function addTopic(tenant: Tenant, input: NewTopicInput, now: number, at = ''): Tenant {
  const topic = {
    name: input.name,
    spec: specOf(tenant, input),
    createdAt: now,
    state: 'provisioning',
  } as const
  refuseTaken(tenant, topic.name, at)
  refuseRetention(tenant, topic.spec, at)
  refuseOverLimit(tenant, topic.spec.partitions)
  return { ...tenant, topics: { ...tenant.topics, [topic.name]: topic } }
}

function specOf(tenant: Tenant, input: NewTopicInput): TopicSpec {
  const { retentionMaxMs } = planOf(tenant.plan).limits
  return {
    partitions: partitionsOf([input]),
    retentionMs: input.retentionMs ?? Math.min(DEFAULT_RETENTION_MS, retentionMaxMs),
    cleanupPolicy: input.cleanupPolicy ?? 'delete',
  }
}

function refuseTaken(tenant: Tenant, name: string, at: string): void {
  const other = Object.values(tenant.topics).find(
    (topic) => collisionKey(topic.name) === collisionKey(name),
  )
  if (other === undefined) return
  const detail = takenBecause(other, name)
  if (tenant.version === 0) throw invalid(`${at}/name`, detail)
  throw new ServiceError('conflict', detail, { problems: [{ pointer: `${at}/name`, detail }] })
}

function takenBecause(other: Topic, name: string): string {
  if (other.name !== name)
    return `Kafka cannot keep ${name} beside ${other.name}: its metrics take "." and "_" for the same.`
  if (other.state === 'deleting')
    return `The topic ${name} is still being deleted; try again when it is gone.`
  return `There is a topic ${name} already.`
}

/** Retention longer than the plan's is refused rather than cut, so that nobody finds data gone that they counted on. */
export function refuseRetention(tenant: Tenant, { retentionMs }: TopicSpec, at: string): void {
  const { retentionMaxMs } = planOf(tenant.plan).limits
  if (retentionMs <= retentionMaxMs) return
  throw invalid(
    `${at}/retentionMs`,
    `The plan ${tenant.plan} keeps records for at most ${retentionMaxMs} ms; ${retentionMs} were asked for.`,
  )
}

export function partitionsOf(inputs: readonly NewTopicInput[]): number {
  return inputs.reduce((sum, { partitions = DEFAULT_PARTITIONS }) => sum + partitions, 0)
}

/** Topics and partition replicas, with everything that still stands on the cluster. */
export function refuseOverLimit(tenant: Tenant, morePartitions: number, moreTopics = 1): void {
  const { limits } = planOf(tenant.plan)
  const topics = Object.values(tenant.topics)
  if (topics.length + moreTopics > limits.topics)
    throw limitReached('topics', limits.topics, topics.length, moreTopics)
  const used = topics.reduce((sum, topic) => sum + topic.spec.partitions, 0) * REPLICAS_A_PARTITION
  const asked = morePartitions * REPLICAS_A_PARTITION
  if (used + asked > limits.partitionReplicas)
    throw limitReached('partition replicas', limits.partitionReplicas, used, asked)
}
