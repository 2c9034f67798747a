import type { ItemResult } from '../cluster/cluster-ports.ts'
import type { Topic } from '../topic/topic.ts'
import { findTopic } from '../topic/topic-of.ts'
import type { ChangeOf } from './change.ts'

type TopicChange = ChangeOf<'create-topic' | 'grow-topic' | 'configure-topic' | 'delete-topic'>
type ActiveTopic = Extract<Topic, { state: 'active' }>
type Topics = Readonly<Record<string, Topic>>

/** What the cluster said about one topic, written down. */
export function recordTopic(
  topics: Topics,
  change: TopicChange,
  result: ItemResult,
  now: number,
): Topics {
  const topic = findTopic(topics, change.topic)
  if (!result.ok)
    return result.retryable || topic === undefined
      ? topics
      : withTopic(topics, refusedForGood(topic, result.reason))
  switch (change.kind) {
    case 'create-topic':
      return withTopic(topics, created(topic, change, now))
    case 'delete-topic':
      return topic?.state === 'deleting' ? without(topics, change.topic) : topics
    case 'grow-topic':
      return topic?.state === 'active'
        ? withTopic(topics, applied(topic, { partitions: change.request.partitions }))
        : topics
    case 'configure-topic': {
      const { retentionMs, cleanupPolicy } = change.request
      return topic?.state === 'active'
        ? withTopic(topics, certain(applied(topic, { retentionMs, cleanupPolicy })))
        : topics
    }
  }
}

/** A topic that was made although nobody wants it any more (a slow answer beside a deletion) is to be deleted again. */
function created(topic: Topic | undefined, change: ChangeOf<'create-topic'>, now: number): Topic {
  if (topic === undefined)
    return { name: change.topic, spec: change.spec, createdAt: now, state: 'deleting' }
  if (topic.state !== 'provisioning') return topic
  const { name, spec, createdAt, doubtful } = topic
  const base = { name, spec, createdAt, state: 'active' } as const
  // It may have been there already, with other settings and any number of partitions: no topic has less than one.
  if (doubtful) return { ...base, applied: { ...change.spec, partitions: 1 }, doubtful }
  return { ...base, applied: change.spec }
}

function applied(topic: ActiveTopic, part: Partial<Topic['spec']>): ActiveTopic {
  return { ...topic, applied: { ...topic.applied, ...part } }
}

function certain({ doubtful: _, ...topic }: ActiveTopic): ActiveTopic {
  return topic
}

/** A topic that exists keeps what it has; one that could not be made says why. */
function refusedForGood(topic: Topic, reason: string): Topic {
  if (topic.state === 'active') return { ...topic, spec: topic.applied }
  if (topic.state !== 'provisioning') return topic
  const { name, spec, createdAt } = topic
  return { name, spec, createdAt, state: 'failed', error: reason }
}

function withTopic(topics: Topics, topic: Topic): Topics {
  return { ...topics, [topic.name]: topic }
}

function without(topics: Topics, name: string): Topics {
  return Object.fromEntries(Object.entries(topics).filter(([key]) => key !== name))
}
