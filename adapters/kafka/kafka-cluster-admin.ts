import { describeClusterV0 } from '@platformatic/kafka'
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
import type { Randomness } from '../../core/kernel/ids.ts'
import { grantAccess, revokeAccess } from './access.ts'
import {
  AdminConnection,
  type AdminConnectionOptions,
  type BrokerAddress,
} from './admin-connection.ts'
import type { AdminRequests } from './admin-requests.ts'
import { settlesWithin } from './deadline.ts'
import { resultOf } from './errors.ts'
import { setQuotas } from './quotas.ts'
import { configureTopics, createTopics, deleteTopics, growTopics } from './topics.ts'
import { rememberSaltedPasswords } from './salted-passwords.ts'
import { deleteUsers, putUsers, type UserMaking } from './users.ts'
import { type LogInChecking, logInVerifier } from './verify-logins.ts'

export interface KafkaClusterAdminOptions extends Omit<LogInChecking, 'saltPassword'> {
  /** `host:port[,host:port…]` of the listener for administrators. */
  readonly adminBootstrapServers: string
  readonly sasl: AdminConnectionOptions['sasl']
  /** Absent where the administrators' listener is plain text, which is for loopback only. */
  readonly tls?: NonNullable<AdminConnectionOptions['tls']>
  readonly randomness: Randomness
  readonly requestTimeoutMs?: number
}

const BROKERS = 1
const REQUEST_TIMEOUT_MS = 10_000

/** Administers any Kafka (3.6 to 4.3 speak the versions of the requests asked here) as one of its super users. */
export class KafkaClusterAdmin implements ClusterAdmin {
  readonly requests: AdminRequests
  readonly #connection: AdminConnection
  /** Apart from the other one, so that a cluster that works long on a batch is not taken for dead. */
  readonly #probe: AdminConnection
  readonly #userMaking: UserMaking
  readonly #verifyLogins: (users: readonly UserSecret[]) => Promise<ItemResult[]>

  constructor(options: KafkaClusterAdminOptions) {
    const { adminBootstrapServers: bootstrapServers, sasl, tls } = options
    const requestTimeoutMs = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS
    const to = { bootstrapServers, sasl, requestTimeoutMs, ...(tls === undefined ? {} : { tls }) }
    this.#connection = new AdminConnection(to)
    this.#probe = new AdminConnection(to)
    this.requests = this.#connection
    const saltPassword = rememberSaltedPasswords()
    this.#userMaking = { randomness: options.randomness, saltPassword }
    this.#verifyLogins = logInVerifier({
      tenantBrokers: () => options.tenantBrokers(),
      tenantCaPem: options.tenantCaPem,
      saltPassword,
    })
  }

  createTopics(topics: readonly NewTopic[]): Promise<ItemResult[]> {
    return createTopics(this.requests, topics)
  }

  growTopics(topics: readonly TopicSize[]): Promise<ItemResult[]> {
    return growTopics(this.requests, topics)
  }

  configureTopics(topics: readonly TopicConfig[]): Promise<ItemResult[]> {
    return configureTopics(this.requests, topics)
  }

  deleteTopics(kafkaNames: readonly string[]): Promise<ItemResult[]> {
    return deleteTopics(this.requests, kafkaNames)
  }

  putUsers(users: readonly UserSecret[]): Promise<ItemResult[]> {
    return putUsers(this.requests, this.#userMaking, users)
  }

  deleteUsers(usernames: readonly string[]): Promise<ItemResult[]> {
    return deleteUsers(this.requests, usernames)
  }

  grantAccess(bindings: readonly AccessBinding[]): Promise<ItemResult[]> {
    return grantAccess(this.requests, bindings)
  }

  revokeAccess(filters: readonly AccessFilter[]): Promise<ItemResult[]> {
    return revokeAccess(this.requests, filters)
  }

  setQuotas(quotas: readonly UserQuota[]): Promise<ItemResult[]> {
    return setQuotas(this.requests, quotas)
  }

  verifyLogins(users: readonly UserSecret[]): Promise<ItemResult[]> {
    return this.#verifyLogins(users)
  }

  /** True when a broker answers within `timeoutMs`; never throws. */
  ping(timeoutMs: number): Promise<boolean> {
    return settlesWithin(timeoutMs, this.#describe(this.#probe))
  }

  /** The brokers that are up, as the administrators' listener names them. */
  describeCluster(): Promise<{ brokers: ({ id: number } & BrokerAddress)[] }> {
    return this.#describe(this.#connection)
  }

  /** Hangs up. A request made afterwards connects anew. */
  async close(): Promise<void> {
    await Promise.all([this.#connection.close(), this.#probe.close()])
  }

  async #describe(requests: AdminRequests) {
    const answer = await requests.ask(describeClusterV0.api, false, BROKERS)
    resultOf(answer.errorCode)
    return {
      brokers: answer.brokers.map(({ brokerId, host, port }) => ({ id: brokerId, host, port })),
    }
  }
}
