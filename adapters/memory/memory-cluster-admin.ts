import type {
  AccessBinding,
  AccessFilter,
  ClusterAdmin,
  ItemResult,
  NewTopic,
  TopicConfig,
  TopicSize,
  UserQuota,
  UserSecret,
} from '../../core/cluster/cluster-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { accessKey, type MemoryCluster } from './memory-cluster.ts'
import {
  DONE,
  judgeBinding,
  judgeNewTopic,
  judgeQuota,
  judgeTopicConfig,
  judgeUsername,
  refusedForNow,
} from './memory-cluster-rules.ts'

/** Administers a `MemoryCluster` as the Kafka adapter does a real one. */
export class MemoryClusterAdmin implements ClusterAdmin {
  readonly #cluster: MemoryCluster

  constructor(cluster: MemoryCluster) {
    this.#cluster = cluster
  }

  createTopics(topics: readonly NewTopic[]): Promise<readonly ItemResult[]> {
    return this.#each(topics, (topic) => {
      if (this.#cluster.topics.has(topic.kafkaName)) return DONE
      return this.#ifOk(judgeNewTopic(this.#cluster, topic), () => {
        this.#cluster.topics.set(topic.kafkaName, { ...topic })
      })
    })
  }

  growTopics(topics: readonly TopicSize[]): Promise<readonly ItemResult[]> {
    return this.#each(topics, ({ kafkaName, partitions }) =>
      this.#changeTopic(kafkaName, (topic) => ({
        ...topic,
        partitions: Math.max(topic.partitions, partitions),
      })),
    )
  }

  configureTopics(topics: readonly TopicConfig[]): Promise<readonly ItemResult[]> {
    return this.#each(topics, (config) => {
      const judged = judgeTopicConfig(config)
      const { kafkaName, retentionMs, cleanupPolicy } = config
      if (!judged.ok) return judged
      return this.#changeTopic(kafkaName, (topic) => ({ ...topic, retentionMs, cleanupPolicy }))
    })
  }

  deleteTopics(kafkaNames: readonly string[]): Promise<readonly ItemResult[]> {
    return this.#each(kafkaNames, (name) => {
      this.#cluster.topics.delete(name)
      return DONE
    })
  }

  putUsers(users: readonly UserSecret[]): Promise<readonly ItemResult[]> {
    return this.#each(users, ({ username, password }) =>
      this.#ifOk(judgeUsername(username), () => {
        this.#cluster.users.set(username, password)
      }),
    )
  }

  deleteUsers(usernames: readonly string[]): Promise<readonly ItemResult[]> {
    return this.#each(usernames, (username) => {
      this.#cluster.users.delete(username)
      return DONE
    })
  }

  grantAccess(bindings: readonly AccessBinding[]): Promise<readonly ItemResult[]> {
    return this.#each(bindings, (binding) =>
      this.#ifOk(judgeBinding(binding), () => {
        this.#cluster.access.set(accessKey(binding), { ...binding })
      }),
    )
  }

  revokeAccess(filters: readonly AccessFilter[]): Promise<readonly ItemResult[]> {
    return this.#each(filters, ({ username, operation }) => {
      for (const [key, binding] of this.#cluster.access) {
        const named = operation === undefined || binding.operation === operation
        if (binding.username === username && named) this.#cluster.access.delete(key)
      }
      return DONE
    })
  }

  setQuotas(quotas: readonly UserQuota[]): Promise<readonly ItemResult[]> {
    return this.#each(quotas, (wanted) =>
      this.#ifOk(judgeQuota(wanted), () => {
        if (wanted.quota === null) this.#cluster.quotas.delete(wanted.username)
        else this.#cluster.quotas.set(wanted.username, { ...wanted.quota })
      }),
    )
  }

  verifyLogins(users: readonly UserSecret[]): Promise<readonly ItemResult[]> {
    return this.#each(users, ({ username, password }) => {
      const known = this.#cluster.users.get(username) === password
      if (known && !this.#cluster.notLetInYet.has(username)) return DONE
      return refusedForNow('A broker does not let the credential in yet.')
    })
  }

  async #each<T>(items: readonly T[], change: (item: T) => ItemResult): Promise<ItemResult[]> {
    if (this.#cluster.down) {
      throw new ServiceError('unavailable', 'The Kafka cluster cannot be reached.')
    }
    return items.map(change)
  }

  #ifOk(judged: ItemResult, change: () => void): ItemResult {
    if (judged.ok) change()
    return judged
  }

  #changeTopic(name: string, change: (topic: NewTopic) => NewTopic): ItemResult {
    const topic = this.#cluster.topics.get(name)
    if (topic === undefined) return refusedForNow('The topic does not exist on the cluster.')
    this.#cluster.topics.set(name, change(topic))
    return DONE
  }
}
