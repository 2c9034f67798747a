import type { TenantObservation } from './observation.ts'

/** The last observation of each tenant. Of two that are put at once either may stay: the next pass sees the same again. */
export interface ObservationStore {
  get(tenantId: string): Promise<TenantObservation | undefined>
  /** Those that exist, in any order; at most 100 ids. */
  getMany(tenantIds: readonly string[]): Promise<readonly TenantObservation[]>
  /** Each replaces the one before; at most 100, of different tenants. */
  put(observations: readonly TenantObservation[]): Promise<void>
}

/**
 * Looks at one cluster without changing it. Throws `unavailable` when no broker answered; when some did, what only the
 * others know is missing.
 */
export interface ClusterObserver {
  /**
   * Bytes on disk of each topic, by its full name, each record once (the leaders' copies). Null for a topic that is there
   * and whose size is not known now; a topic that is not in it is not there.
   */
  topicBytes(): Promise<ReadonlyMap<string, number | null>>
  /**
   * Users that asked a broker for anything in the last few seconds. Kafka remembers for 5 to 12, so an observer that may
   * not look that often has no such method: most uses would be missed, and a use that is missed looks like none.
   */
  usersSeen?(): Promise<ReadonlySet<string>>
}

/** The observer of a cluster, by its id. Throws `unavailable` for a cluster that cannot be looked at now. */
export interface ClusterObservers {
  of(clusterId: string): Promise<ClusterObserver>
}

/** Hears how much each tenant of a cell keeps on disk; null for one of which not all was seen. */
export interface StorageWatch {
  look(clusterId: string, bytesByTenant: ReadonlyMap<string, number | null>): Promise<void>
}
