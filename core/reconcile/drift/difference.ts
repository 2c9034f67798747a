import type { FoundAccess } from './inventory.ts'
import type { FindingKind } from './finding.ts'

/** A part of a tenant that is to be brought about again, by settling. */
export type Doubt =
  | { readonly part: 'user' | 'access' | 'quota'; readonly credentialId: string }
  | { readonly part: 'settings'; readonly topic: string }
  | { readonly part: 'partitions'; readonly topic: string; readonly found: number }

/** Quotas to take from one user, or from one user and client id; by Kafka's names. */
export interface QuotaRemoval {
  readonly username: string
  readonly client: { readonly id: string | null } | null
  readonly keys: readonly string[]
}

/** Settings that fall back to the cluster's; by Kafka's names. */
export interface SettingsRemoval {
  readonly kafkaName: string
  readonly settings: readonly string[]
}

/** How a difference is undone: by settling, by taking away what nobody asked for, by preparing, or not by us. */
export type Fix =
  | { readonly how: 'doubt'; readonly doubt: Doubt }
  | { readonly how: 'take-access'; readonly access: FoundAccess }
  | { readonly how: 'take-quota'; readonly removal: QuotaRemoval }
  | { readonly how: 'take-user'; readonly username: string }
  | { readonly how: 'reset-settings'; readonly removal: SettingsRemoval }
  | { readonly how: 'delete-topic'; readonly kafkaName: string }
  /** Those beyond the plan, lowest in rank first; none while their account has time to do it itself. */
  | { readonly how: 'delete-groups'; readonly kafkaNames: readonly string[] }
  /** The cluster takes no tenants until it was prepared anew, which puts it right. */
  | { readonly how: 'prepare' }
  | { readonly how: 'none' }

/** One thing on a cluster that is not as it was settled. */
export interface Difference {
  readonly kind: FindingKind
  /** Null for what concerns the cluster as a whole. */
  readonly tenantId: string | null
  readonly resource: string
  readonly detail: string
  readonly fix: Fix
}

export interface TenantDifference extends Difference {
  readonly tenantId: string
}
