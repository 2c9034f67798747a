import type { ClusterUse } from '../placement/cluster-use.ts'

/** What is really on a cluster, as its last measurement had it. */
export interface MeasuredUse {
  readonly at: number
  readonly partitionReplicas: number
  /** Produced and consumed, over the last minutes. */
  readonly bytesPerSecond: number
}

/**
 * How a registered cluster is administered. The password lies in the secret store under `secretName`, and nowhere else.
 * `iam`: by whoever runs the cluster's own functions, with the role that they have.
 */
export type ClusterAdminLogin =
  | {
      readonly kind: 'scram' | 'plain'
      /** `host:port[,host:port…]` of the listener for administrators; the tenants' one may serve as that, too. */
      readonly bootstrapServers: string
      readonly username: string
      readonly secretName: string
      /** False for plain text, which is for loopback only. */
      readonly tls: boolean
    }
  | { readonly kind: 'iam'; readonly clusterArn: string }

/**
 * One Kafka cluster, a cell. It takes tenants only while `ready` and answering. `cordoned` and `draining` take no new
 * ones; whoever is there is served all the same.
 */
export interface Cluster {
  readonly id: string
  readonly name: string
  readonly state: 'preparing' | 'ready' | 'cordoned' | 'draining'
  /** What `preparing` waits for, in a sentence for operators. */
  readonly reason: string | null
  /** Since when no broker answers; null while some do. */
  readonly unreachableSince: number | null
  readonly access: 'vpc' | 'privatelink' | 'public'
  /** What tenants connect to: `host:port[,host:port…]`, names as in the certificate. */
  readonly bootstrapServers: string
  /** PEM of the authority that signed the brokers' certificates; null when a public one did. */
  readonly caPem: string | null
  readonly brokers: number
  readonly replicationFactor: number
  /** The most that it can hold (Amazon MSK: 1,000 SCRAM secrets a cluster). */
  readonly capacity: ClusterUse
  /** For one tenant of a dedicated plan, and nobody else. */
  readonly dedicated: boolean
  readonly measured: MeasuredUse | null
  /** What it costs a month in millionths of a dollar, as whoever runs it says; absent while nobody said. */
  readonly monthlyCostMicros?: number
  /** Null for one that the installation itself brought along. */
  readonly admin: ClusterAdminLogin | null
  /** Where each broker shows its counters; null when nowhere, and then bytes moved are not metered. */
  readonly metricsPort: number | null
  readonly createdAt: number
  /** Counts every write; a write is refused unless it names the version it read. */
  readonly version: number
  /** Counts what operators declared. */
  readonly generation: number
}
