import { createHash } from 'node:crypto'
import { EVENT_SHARDS } from '../../core/webhook/webhook-ports.ts'
import { accountPartition, type Key } from './keys.ts'

export const WEBHOOK_PREFIX = 'WEBHOOK#'
export const DELIVERY_PREFIX = 'DELIVERY#'
export const OPEN_PREFIX = 'OPEN#'

export function webhookKey(accountId: string, webhookId: string): Key {
  return { pk: accountPartition(accountId), sk: `${WEBHOOK_PREFIX}${webhookId}` }
}

/** How many webhooks the account has. */
export function webhookCountKey(accountId: string): Key {
  return { pk: accountPartition(accountId), sk: 'WEBHOOKS' }
}

/** What is on its way to a webhook lies apart from the account. */
export function webhookPartition(webhookId: string): string {
  return `${WEBHOOK_PREFIX}${webhookId}`
}

export function webhookIdOf(partition: string): string {
  return partition.slice(WEBHOOK_PREFIX.length)
}

export function queueKey(webhookId: string): Key {
  return { pk: webhookPartition(webhookId), sk: 'QUEUE' }
}

export function deliveryKey(webhookId: string, deliveryId: string): Key {
  return { pk: webhookPartition(webhookId), sk: `${DELIVERY_PREFIX}${deliveryId}` }
}

/** Says that the delivery waits; by time, padded so that text sorts as numbers do. */
export function openKey(webhookId: string, nextAt: number, deliveryId: string): Key {
  const time = String(nextAt).padStart(15, '0')
  return { pk: webhookPartition(webhookId), sk: `${OPEN_PREFIX}${time}#${deliveryId}` }
}

/** Places in the index of what is due; no cluster has such an id (`cl_…`). */
export function eventsCell(shard: number): string {
  return `events#${shard}`
}

export function queuesCell(shard: number): string {
  return `webhooks#${shard}`
}

export function shardOf(id: string): number {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % EVENT_SHARDS
}
