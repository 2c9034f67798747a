import type { AuditEvent } from '../audit/audit-event.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import type { Attempt, Delivery } from './delivery.ts'
import type { Webhook } from './webhook.ts'

export interface WebhookStore {
  /** `conflict` when the id is taken; at most `max` an account: `limit_reached`. */
  add(webhook: Webhook, auditEvent: AuditEvent, max: number): Promise<void>
  get(accountId: string, webhookId: string): Promise<Webhook | undefined>
  /** By id, ascending. */
  list(accountId: string, page: PageRequest): Promise<Page<Webhook>>
  /** `conflict` when it was changed since it was read. One that is enabled is looked at from then on. */
  change(webhook: Webhook, auditEvent: AuditEvent): Promise<void>
  /** The same. What was still to be delivered is not. */
  remove(webhook: Webhook, auditEvent: AuditEvent): Promise<void>
}

/** What is known of one webhook's way: when somebody has to look at it, and how it has been doing. */
export interface WebhookQueue {
  readonly webhookId: string
  readonly accountId: string
  /** Null: nothing is to be done. */
  readonly dueAt: number | null
  /** Since when every try failed; null after one that did not. */
  readonly failingSince: number | null
  readonly version: number
}

export interface DeliveryStore {
  /**
   * Writes what became of it, and makes its webhook due with what is new or opened again, all or nothing. `conflict` when
   * it was changed since it was read, or (version 1) is there already.
   */
  save(before: Delivery | undefined, after: Delivery): Promise<void>
  get(webhookId: string, deliveryId: string): Promise<Delivery | undefined>
  /** Newest first. */
  list(webhookId: string, page: PageRequest): Promise<Page<Delivery>>
  /** Those that wait, the ones due first in front. */
  listOpen(webhookId: string, limit: number): Promise<readonly Delivery[]>
  /** Webhooks that are due, most overdue first; one may be named a little late. */
  listDue(now: number, limit: number): Promise<readonly string[]>
  getQueue(webhookId: string): Promise<WebhookQueue | undefined>
  /** `conflict` when it was written since it was read. */
  saveQueue(queue: WebhookQueue): Promise<void>
}

/** Parts of the outbox, so that no single place of a store takes every event. */
export const EVENT_SHARDS = 4

/**
 * Events of the audit trail that receivers have not been told of. They get in with the event itself, in the transaction
 * of whatever happened.
 */
export interface EventOutbox {
  /** Oldest first; `shard` is 0 to `EVENT_SHARDS` - 1. One that is done may still be named for a moment. */
  listWaiting(shard: number, limit: number): Promise<readonly AuditEvent[]>
  markDone(event: AuditEvent): Promise<void>
}

export interface OutgoingMessage {
  readonly url: string
  readonly id: string
  readonly at: number
  readonly body: string
  readonly secrets: readonly string[]
}

/** Never throws: what went wrong is in the attempt. Ends within ten seconds. */
export interface WebhookSender {
  send(message: OutgoingMessage): Promise<Attempt>
}
