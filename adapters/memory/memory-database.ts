import type { Account, ApiToken, Member } from '../../core/account/account.ts'
import type { Invited } from '../../core/account/invited.ts'
import type { Leaver } from '../../core/account/leaver.ts'
import type { Operator } from '../../core/account/operator.ts'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { Cluster } from '../../core/cluster/cluster.ts'
import { type Clock, DAY_MS } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { ClusterLoad } from '../../core/placement/cluster-use.ts'
import type { PlanChange } from '../../core/plan/plan-change.ts'
import { OPERATION_KEPT_DAYS, type Operation } from '../../core/operation/operation.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import type { RepeatRecord } from '../../core/repeat/repeat.ts'
import type { Delivery } from '../../core/webhook/delivery.ts'
import type { Webhook } from '../../core/webhook/webhook.ts'
import type { WebhookQueue } from '../../core/webhook/webhook-ports.ts'

/**
 * What the stores of accounts, tenants, operations and events share, so that a declaration is written to all of them or
 * to none. Nothing is awaited between looking and writing: that makes each write a transaction.
 */
export interface MemoryDatabase {
  readonly clock: Clock
  readonly tenants: Map<string, Tenant>
  /** Of each account: the id of the tenant by its name. */
  readonly names: Map<string, Map<string, string>>
  readonly answers: Map<string, RepeatRecord>
  readonly operations: Map<string, Operation>
  readonly auditEvents: Map<string, AuditEvent>
  readonly accounts: Map<string, Account>
  /** By the subject of the identity provider. */
  readonly members: Map<string, Member>
  /** By id. */
  readonly invited: Map<string, Invited>
  /** By id, with when they are due. */
  readonly leavers: Map<string, Leaver & { readonly dueAt: number }>
  /** When accounts that are deleted, and not through with it, are due. */
  readonly closing: Map<string, number>
  readonly tokens: Map<string, ApiToken>
  readonly operators: Map<string, Operator>
  /** Fingerprints of bootstrap secrets that were used. */
  readonly burnt: Set<string>
  /** By tenant and order. */
  readonly planChanges: Map<string, PlanChange>
  readonly clusters: Map<string, Cluster>
  /** Of each cluster that ever held a tenant. */
  readonly loads: Map<string, ClusterLoad>
  /** When tenants of each cell are due, by their id; the cell '' is that of those who wait for a place. */
  readonly due: Map<string, Map<string, number>>
  readonly webhooks: Map<string, Webhook>
  /** By webhook and id. */
  readonly deliveries: Map<string, Delivery>
  readonly webhookQueues: Map<string, WebhookQueue>
  /** Ids of events that receivers were told of, or need not be. */
  readonly doneEvents: Set<string>
}

export function memoryDatabase(clock: Clock): MemoryDatabase {
  return {
    clock,
    tenants: new Map(),
    names: new Map(),
    answers: new Map(),
    operations: new Map(),
    auditEvents: new Map(),
    accounts: new Map(),
    members: new Map(),
    invited: new Map(),
    leavers: new Map(),
    closing: new Map(),
    tokens: new Map(),
    operators: new Map(),
    burnt: new Set(),
    planChanges: new Map(),
    clusters: new Map(),
    loads: new Map(),
    due: new Map(),
    webhooks: new Map(),
    deliveries: new Map(),
    webhookQueues: new Map(),
    doneEvents: new Set(),
  }
}

/** Nobody outside holds what is stored, and nobody changes it by changing what they gave. */
export const copy = structuredClone

export function copyOf<T>(stored: T | undefined): T | undefined {
  return stored === undefined ? undefined : copy(stored)
}

/** Two parts that cannot run into each other. */
export function pairKey(first: string, second: string): string {
  return JSON.stringify([first, second])
}

/** Nothing new gets into an account that is deleted. */
export function refuseClosed({ accounts }: MemoryDatabase, accountId: string): void {
  if (accounts.get(accountId)?.deletedAt === undefined) return
  throw new ServiceError('limit_reached', 'The account is deleted.')
}

export function changedMeanwhile(): ServiceError {
  return new ServiceError('conflict', 'It was changed by somebody else meanwhile.')
}

/** The stored version must be one less; nothing may be stored yet for version 1. */
export function requireVersionBefore(
  stored: { readonly version: number } | undefined,
  version: number,
): void {
  if ((stored?.version ?? 0) !== version - 1) throw changedMeanwhile()
}

export function isOperationKept(operation: Operation, now: number): boolean {
  return now < operation.createdAt + OPERATION_KEPT_DAYS * DAY_MS
}
