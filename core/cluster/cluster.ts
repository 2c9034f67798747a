/** One Kafka cluster, a cell. It takes tenants only while `ready`. */
export interface Cluster {
  readonly id: string
  readonly name: string
  readonly state: 'preparing' | 'ready' | 'cordoned'
  readonly access: 'vpc' | 'privatelink' | 'public'
  /** What tenants connect to: `host:port[,host:port…]`, names as in the certificate. */
  readonly bootstrapServers: string
  /** PEM of the authority that signed the brokers' certificates; null when a public one did. */
  readonly caPem: string | null
  readonly brokers: number
  readonly replicationFactor: number
  /** How many Kafka users it can hold (Amazon MSK: 1,000 SCRAM secrets a cluster). */
  readonly userCapacity: number
  /** What it costs a month in millionths of a dollar, as whoever runs it says; absent while nobody said. */
  readonly monthlyCostMicros?: number
}
