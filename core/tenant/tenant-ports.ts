import type { AuditEvent } from '../audit/audit-event.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import type { Operation } from '../operation/operation.ts'
import type { ClusterLoad, LoadChange } from '../placement/cluster-use.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { Tenant } from './tenant.ts'

/** Everything one declaration writes, all of it or nothing. */
export interface Declaration {
  /** Carries the new version; the stored one must be one less, or absent for version 1. */
  readonly tenant: Tenant
  /** For a new tenant: the account may not have more than this many. */
  readonly accountTenantsMax?: number
  /** The name that this tenant gives up, when it is renamed. */
  readonly formerName?: string
  readonly operation: Operation
  readonly auditEvent: AuditEvent
  readonly planChange?: PlanChange
  readonly loadChange?: LoadChange
}

/** What a settling pass found out about one tenant, and the operations and events that come of it. */
export interface Settlement {
  readonly tenant: Tenant
  readonly finished: readonly {
    readonly id: string
    readonly state: 'done' | 'failed'
    readonly error?: string
  }[]
  readonly auditEvents: readonly AuditEvent[]
  readonly planChange?: PlanChange
  readonly loadChange?: LoadChange
}

/** Tenants that get a place on one cluster, each with its next version, and the load that counts them. */
export interface Placing {
  readonly tenants: readonly Tenant[]
  readonly load: ClusterLoad
  /** As it was read when the place was found. */
  readonly cluster: Cluster
}

/** How many tenants one `place` takes: a transaction has bounded size. */
export const PLACED_AT_ONCE_MAX = 25

/**
 * Tenants, with what must be written in one transaction with them. Writes throw `conflict` when the stored version is
 * not the one before `tenant.version`, `AnsweredMeanwhile` when the event's mark is taken; `declare` throws `conflict` with a problem at
 * `/name` when the account already has a tenant of that name, and `limit_reached` when it has as many as it may. Either
 * throws `limit_reached` when `loadChange` asks for more than is left within its limit.
 */
export interface TenantStore {
  get(id: string): Promise<Tenant | undefined>
  /** Those that exist, in any order; at most 100 ids. */
  getMany(ids: readonly string[]): Promise<readonly Tenant[]>
  /** By name, ascending; a deleted tenant no longer has its name and is not listed. */
  listByAccount(accountId: string, page: PageRequest): Promise<Page<Tenant>>
  declare(declaration: Declaration): Promise<void>
  /** A tenant with `deletedAt` gives its name back to the account and expires a day later. */
  settle(settlement: Settlement): Promise<void>
  /**
   * All of it or nothing; at most `PLACED_AT_ONCE_MAX` tenants. Answers with the ids of those that somebody changed
   * meanwhile (then nothing was written); throws `conflict` when the load or the cluster was.
   */
  place(placing: Placing): Promise<readonly string[]>
  /** Of those clusters that ever held a tenant, in any order. */
  loads(clusterIds: readonly string[]): Promise<readonly ClusterLoad[]>
  /** Ids of tenants with `dueAt <= now` on that cluster (null: of those waiting for a place), most overdue first. May lag. */
  listDue(clusterId: string | null, now: number, limit: number): Promise<readonly string[]>
  /** The earliest `dueAt` there, or null. May lag. */
  nextDueAt(clusterId: string | null): Promise<number | null>
}

/** A hint that a tenant has work to be done. Losing every hint costs time, never the outcome. */
export interface UnsettledSignal {
  raise(tenantId: string, clusterId: string | null): void
}
