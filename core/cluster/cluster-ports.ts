import type { QuotaShare } from '../credential/credential.ts'
import type { AuditEvent } from '../audit/audit-event.ts'
import type { CleanupPolicy } from '../topic/topic.ts'
import type { Cluster } from './cluster.ts'

/** What is written in one transaction with a cluster, when an operator declared something about it. */
export interface ClusterMarks {
  readonly auditEvent: AuditEvent
}

/**
 * Which clusters there are. Writes throw `conflict` when the stored version is not the one before `cluster.version`.
 */
export interface ClusterStore {
  get(id: string): Promise<Cluster | undefined>
  /** Those that exist, in any order, as they are stored now; at most 1,000 ids. */
  getMany(ids: readonly string[]): Promise<readonly Cluster[]>
  /** By id. */
  list(): Promise<readonly Cluster[]>
  save(cluster: Cluster, marks?: ClusterMarks): Promise<void>
  /** On condition that it holds no tenant (`conflict` otherwise); `cluster` carries its next version, as with `save`. */
  saveEmpty(cluster: Cluster, marks: ClusterMarks): Promise<void>
  /** Forgets it, on condition that it holds no tenant and that this is the version stored: `conflict` otherwise. */
  remove(cluster: Cluster, marks: ClusterMarks): Promise<void>
}

/**
 * What became of one item of a batch. `retryable` is false when the cluster will never accept it as it is;
 * `reason` is a sentence that may be shown to the customer.
 */
export type ItemResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly retryable: boolean; readonly reason: string }

export interface NewTopic {
  readonly kafkaName: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly retentionMs: number
  readonly cleanupPolicy: CleanupPolicy
}

export type TopicConfig = Pick<NewTopic, 'kafkaName' | 'retentionMs' | 'cleanupPolicy'>
export type TopicSize = Pick<NewTopic, 'kafkaName' | 'partitions'>

/** One permission of one Kafka user: the operation on every resource that the pattern names, from any host. */
export interface AccessBinding {
  readonly username: string
  readonly resource: 'topic' | 'group' | 'transactional-id'
  readonly pattern: 'literal' | 'prefixed'
  readonly name: string
  readonly operation: 'read' | 'write' | 'delete'
}

/** Which permissions to take from a user: all of them, or those of one operation. */
export interface AccessFilter {
  readonly username: string
  readonly operation?: AccessBinding['operation']
}

export interface UserSecret {
  readonly username: string
  readonly password: string
}

/** `null` takes the user's quota away. */
export interface UserQuota {
  readonly username: string
  readonly quota: QuotaShare | null
}

/**
 * What settling asks of a cluster. Every method is one request of its kind for the items of many tenants, is idempotent
 * (what is there already, or gone already, counts as done) and answers for each item in the order given.
 *
 * Throws `unavailable` when the cluster cannot be reached or did not answer in time (the request may have taken effect
 * all the same); any other error means that the request as a whole was refused, and halving it may find the culprit.
 */
export interface ClusterAdmin {
  createTopics(topics: readonly NewTopic[]): Promise<readonly ItemResult[]>
  /** Grows to that many partitions; a topic that already has them is done. */
  growTopics(topics: readonly TopicSize[]): Promise<readonly ItemResult[]>
  configureTopics(topics: readonly TopicConfig[]): Promise<readonly ItemResult[]>
  deleteTopics(kafkaNames: readonly string[]): Promise<readonly ItemResult[]>
  putUsers(users: readonly UserSecret[]): Promise<readonly ItemResult[]>
  deleteUsers(usernames: readonly string[]): Promise<readonly ItemResult[]>
  grantAccess(bindings: readonly AccessBinding[]): Promise<readonly ItemResult[]>
  revokeAccess(filters: readonly AccessFilter[]): Promise<readonly ItemResult[]>
  setQuotas(quotas: readonly UserQuota[]): Promise<readonly ItemResult[]>
  /** Logs in as each user on *every* broker; done only when all of them let it in. Not yet let in is retryable. */
  verifyLogins(users: readonly UserSecret[]): Promise<readonly ItemResult[]>
}

/** The admin of a cluster, by its id. Throws `unavailable` for a cluster that cannot be administered now. */
export interface ClusterAdmins {
  of(clusterId: string): Promise<ClusterAdmin>
}
