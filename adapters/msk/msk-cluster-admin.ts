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
import type { MskCluster } from './describe-cluster.ts'
import { listAssociated } from './list-associated.ts'
import { associate, disassociate } from './scram-users.ts'

export interface MskClusterAdminOptions {
  readonly cluster: MskCluster
  /** Everything that Amazon MSK leaves to the Kafka protocol: topics, permissions, quotas, log-ins. */
  readonly kafka: ClusterAdmin
  /** The ARN of a user's stored password; undefined when there is none. */
  readonly secretArnOf: (username: string) => Promise<string | undefined>
  /** The secret's name, which is most of its ARN. */
  readonly secretNameOf: (username: string) => string
}

const DONE: ItemResult = { ok: true }
const NAMELESS: ItemResult = { ok: false, retryable: false, reason: 'A Kafka user needs a name.' }
const UNKNOWN: ItemResult = {
  ok: false,
  retryable: true,
  reason: 'The password of the user is not stored yet.',
}

/**
 * Administers a cluster of Amazon MSK. Users are its secrets: one that is associated becomes a Kafka user, with the
 * password in the secret and not with the one given here, which is the same by then.
 */
export class MskClusterAdmin implements ClusterAdmin {
  readonly #options: MskClusterAdminOptions
  readonly #kafka: ClusterAdmin

  constructor(options: MskClusterAdminOptions) {
    this.#options = options
    this.#kafka = options.kafka
  }

  async putUsers(users: readonly UserSecret[]): Promise<readonly ItemResult[]> {
    const names = users.map(({ username }) => username)
    const arns = await this.#arnsOf(names)
    const results = await associate(this.#options.cluster, [...arns.values()])
    return names.map((name) => {
      if (name === '') return NAMELESS
      return results.get(arns.get(name) ?? '') ?? UNKNOWN
    })
  }

  async deleteUsers(usernames: readonly string[]): Promise<readonly ItemResult[]> {
    const stored = await this.#arnsOf(usernames)
    const orphans = await this.#orphansOf(usernames.filter((name) => !stored.has(name)))
    const arns = new Map([...stored, ...orphans])
    const results = await disassociate(this.#options.cluster, [...arns.values()])
    return usernames.map((name) => results.get(arns.get(name) ?? '') ?? DONE)
  }

  createTopics(topics: readonly NewTopic[]): Promise<readonly ItemResult[]> {
    return this.#kafka.createTopics(topics)
  }

  growTopics(topics: readonly TopicSize[]): Promise<readonly ItemResult[]> {
    return this.#kafka.growTopics(topics)
  }

  configureTopics(topics: readonly TopicConfig[]): Promise<readonly ItemResult[]> {
    return this.#kafka.configureTopics(topics)
  }

  deleteTopics(kafkaNames: readonly string[]): Promise<readonly ItemResult[]> {
    return this.#kafka.deleteTopics(kafkaNames)
  }

  grantAccess(bindings: readonly AccessBinding[]): Promise<readonly ItemResult[]> {
    return this.#kafka.grantAccess(bindings)
  }

  revokeAccess(filters: readonly AccessFilter[]): Promise<readonly ItemResult[]> {
    return this.#kafka.revokeAccess(filters)
  }

  setQuotas(quotas: readonly UserQuota[]): Promise<readonly ItemResult[]> {
    return this.#kafka.setQuotas(quotas)
  }

  verifyLogins(users: readonly UserSecret[]): Promise<readonly ItemResult[]> {
    return this.#kafka.verifyLogins(users)
  }

  async #arnsOf(usernames: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const arns = new Map<string, string>()
    for (const name of new Set(usernames)) {
      const arn = name === '' ? undefined : await this.#options.secretArnOf(name)
      if (arn !== undefined) arns.set(name, arn)
    }
    return arns
  }

  /** Users whose secret somebody deleted: the cluster has them all the same. */
  async #orphansOf(usernames: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const named = usernames.filter((name) => name !== '')
    if (named.length === 0) return new Map()
    const associated = await listAssociated(this.#options.cluster)
    const byName = new Map([...associated].map((arn) => [secretNameIn(arn), arn]))
    return new Map(
      named.flatMap((name): [string, string][] => {
        const arn = byName.get(this.#options.secretNameOf(name))
        return arn === undefined ? [] : [[name, arn]]
      }),
    )
  }
}

/** An ARN ends in the name, a hyphen, and six characters of Secrets Manager's. */
export function secretNameIn(arn: string): string {
  return arn.slice(arn.indexOf(':secret:') + ':secret:'.length, -'-123456'.length)
}
