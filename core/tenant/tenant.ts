import type { Credential } from '../credential/credential.ts'
import type { OpenOperation } from '../operation/operation.ts'
import type { ClusterUse } from '../placement/cluster-use.ts'
import type { PlanId } from '../plan/plan.ts'
import type { Topic } from '../topic/topic.ts'
import { accessUnder, type Hold, hasHold } from './hold.ts'
import type { StorageMark } from './storage-mark.ts'

/**
 * One isolated slice of one cluster, with its topics and credentials: one aggregate, stored as one item and guarded by
 * one `version`, so that no limit can be overrun by two requests at once (docs/adr/0001).
 */
export interface Tenant {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly plan: PlanId
  readonly createdAt: number
  /** Counts every write; a write is refused unless it names the version it read. */
  readonly version: number
  /** Counts declarations. */
  readonly generation: number
  /** The last generation that the cluster was brought to. */
  readonly observedGeneration: number
  /** When settling has something to do next; null when nothing is due. */
  readonly dueAt: number | null
  /** Null while it waits for a place. */
  readonly clusterId: string | null
  /** What the load of its cluster counts for it; absent before it is placed and once it is gone. */
  readonly counted?: ClusterUse
  readonly holds: readonly Hold[]
  /** The highest mark of its storage that its account was told; absent below all of them. */
  readonly storageMark?: StorageMark
  /** Its account was told that it has as many consumer groups as it may; absent while it has clearly fewer. */
  readonly groupsTold?: { readonly limit: number; readonly at: number }
  /** Deleting is refused while it is set. */
  readonly deletionProtection: boolean
  /** When its topics and first credential first worked. */
  readonly activatedAt: number | null
  /** When nothing of it was left on the cluster; the tenant stays readable for a day after. */
  readonly deletedAt: number | null
  readonly topics: Readonly<Record<string, Topic>>
  readonly credentials: Readonly<Record<string, Credential>>
  /** How many topics were made, changed or deleted in the minute that began then; absent before the first. */
  readonly topicChanges?: { readonly since: number; readonly count: number }
  readonly nextCredentialNumber: number
  readonly openOperations: readonly OpenOperation[]
  /** Passes in a row that did not get through, and why the last did not: sets the pace of retries. */
  readonly failures: number
  readonly reason: string | null
}

export type TenantState =
  | 'provisioning'
  | 'active'
  | 'suspended'
  | 'deleting'
  | 'deleted'
  | 'failed'

/** The one word for how a tenant is. Storage and budget holds leave it `active`: it can still be read. */
export function stateOf(tenant: Tenant): TenantState {
  if (tenant.deletedAt !== null) return 'deleted'
  if (hasHold(tenant.holds, 'deletion')) return 'deleting'
  if (accessUnder(tenant.holds) === 'none') return 'suspended'
  if (tenant.activatedAt !== null) return 'active'
  return hasFailedPart(tenant) ? 'failed' : 'provisioning'
}

/** The prefix of every Kafka name of the tenant. The dot ends it: an ACL on `abc.` does not match `abcd.`. */
export function prefixOf(tenant: Pick<Tenant, 'id'>): string {
  return `${tenant.id}.`
}

export function kafkaNameOf(tenant: Pick<Tenant, 'id'>, topicName: string): string {
  return prefixOf(tenant) + topicName
}

/** When the tenant is to be gone from the cluster, or null. */
export function purgeAtOf(tenant: Tenant): number | null {
  const deletion = tenant.holds.find((hold) => hold.kind === 'deletion')
  return deletion === undefined ? null : (deletion.until ?? deletion.since)
}

function hasFailedPart(tenant: Tenant): boolean {
  const parts = [...Object.values(tenant.topics), ...Object.values(tenant.credentials)]
  return parts.some((part) => part.state === 'failed')
}
