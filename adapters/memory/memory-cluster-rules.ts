import type {
  AccessBinding,
  ItemResult,
  NewTopic,
  TopicConfig,
  UserQuota,
} from '../../core/cluster/cluster-ports.ts'
import { collisionKey } from '../../core/topic/topic.ts'
import type { MemoryCluster } from './memory-cluster.ts'

/** What Kafka 4.3 was seen to refuse, and how the Kafka adapter says it. */
export const DONE: ItemResult = { ok: true }

function refusedForGood(reason: string): ItemResult {
  return { ok: false, retryable: false, reason }
}

export function refusedForNow(reason: string): ItemResult {
  return { ok: false, retryable: true, reason }
}

export function judgeNewTopic(cluster: MemoryCluster, topic: NewTopic): ItemResult {
  const { kafkaName } = topic
  if (!/^[A-Za-z0-9._-]{1,249}$/.test(kafkaName) || kafkaName === '.' || kafkaName === '..') {
    return refusedForGood('Kafka does not accept this topic name.')
  }
  const key = collisionKey(kafkaName)
  if ([...cluster.topics.keys()].some((other) => collisionKey(other) === key)) {
    return refusedForGood('A topic exists whose name differs only in "." and "_".')
  }
  if (topic.partitions < 1)
    return refusedForGood('Kafka does not accept this number of partitions.')
  if (topic.replicationFactor > cluster.brokers) {
    return refusedForNow('Too few brokers are up to hold the copies of this topic.')
  }
  return judgeTopicConfig(topic)
}

/** -1 is Kafka's "for ever"; anything below is no number of milliseconds. */
export function judgeTopicConfig(config: TopicConfig): ItemResult {
  if (config.retentionMs >= -1) return DONE
  return refusedForGood('Kafka does not accept one of the settings of this topic.')
}

export function judgeUsername(username: string): ItemResult {
  if (username !== '') return DONE
  return refusedForGood('Kafka does not accept this user name or password.')
}

export function judgeBinding(binding: AccessBinding): ItemResult {
  if (binding.name !== '') return DONE
  return refusedForGood('Kafka does not accept one of the values asked for.')
}

export function judgeQuota({ quota }: UserQuota): ItemResult {
  if (quota === null || Object.values(quota).every((rate) => rate > 0)) return DONE
  return refusedForGood('Kafka does not accept one of the values asked for.')
}
