import type { ItemResult } from '../../cluster/cluster-ports.ts'
import type { QuotaShare } from '../../credential/credential.ts'
import type { Page, PageRequest } from '../../kernel/page.ts'
import type { QuotaRemoval, SettingsRemoval } from './difference.ts'
import type { Finding } from './finding.ts'
import type { FoundGroups } from './group-tally.ts'
import type { FoundAccess, Inventory } from './inventory.ts'

/**
 * Looks at all of one cluster, and takes away what is too much there. Looks cost a few requests a cluster, however many
 * tenants it has. Every taking is idempotent (what is gone counts as done) and answers for each item in the order given.
 * Throws `unavailable` when the cluster cannot be reached.
 */
export interface ClusterCaretaker {
  look(): Promise<Inventory>
  /** Bytes on disk of each topic; null while they are not known. */
  topicBytes(): Promise<ReadonlyMap<string, number | null>>
  /** Exactly these permissions and no others. */
  takeAccess(access: readonly FoundAccess[]): Promise<readonly ItemResult[]>
  takeQuotas(removals: readonly QuotaRemoval[]): Promise<readonly ItemResult[]>
  takeUsers(usernames: readonly string[]): Promise<readonly ItemResult[]>
  resetSettings(removals: readonly SettingsRemoval[]): Promise<readonly ItemResult[]>
  deleteTopics(kafkaNames: readonly string[]): Promise<readonly ItemResult[]>
  /** Consumer groups of every protocol, a request to each broker. */
  groups(): Promise<FoundGroups>
  /** With their offsets. The cluster itself refuses a group that has members at that moment. */
  deleteGroups(kafkaNames: readonly string[]): Promise<readonly ItemResult[]>
}

/** The caretaker of a cluster, by its id. Throws `unavailable` for a cluster that cannot be looked at now. */
export interface ClusterCaretakers {
  of(clusterId: string): Promise<ClusterCaretaker>
}

/** A tenant that a sweep met on a cluster; `goneAt` since it was seen to be purged. */
export interface Resident {
  readonly tenantId: string
  readonly goneAt: number | null
  /** The consumer groups that it was seen to have, first those that came first, by name without prefix; absent for none. */
  readonly groups?: readonly string[]
}

/** The roll of who lives and lived on a cluster: by it a sweep knows what is missing, and whose remains it may clear. */
export interface ResidentStore {
  residents(clusterId: string): Promise<readonly Resident[]>
  /** Each replaces the one before. Those that are gone are forgotten after a year. */
  putResidents(clusterId: string, residents: readonly Resident[]): Promise<void>
}

/** What sweeps found. Repaired findings are forgotten after a month. */
export interface FindingStore {
  /** All of a cluster, at most some thousands. */
  ofCluster(clusterId: string): Promise<readonly Finding[]>
  get(clusterId: string, id: string): Promise<Finding | undefined>
  /** Of all clusters, by `findingKeyOf`; a page may be short though others follow. */
  list(page: PageRequest): Promise<Page<Finding>>
  /** Throws `conflict` when the stored version is not the one before. */
  put(finding: Finding): Promise<void>
}

/** Where a finding stands in the list of all. */
export function findingKeyOf({ clusterId, id }: Pick<Finding, 'clusterId' | 'id'>): string {
  return `${clusterId}#${id}`
}

/** Shares of quotas that moved since they were settled, by user name. */
export type MovedQuotas = (clusterId: string) => Promise<ReadonlyMap<string, QuotaShare>>
