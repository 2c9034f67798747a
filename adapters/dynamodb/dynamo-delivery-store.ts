import type { Delivery } from '../../core/webhook/delivery.ts'
import type { DeliveryStore, WebhookQueue } from '../../core/webhook/webhook-ports.ts'
import { EVENT_SHARDS } from '../../core/webhook/webhook-ports.ts'
import { versionBefore } from './conditions.ts'
import { listKeysDue } from './due-index.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, putItem, type RawItem, readItem } from './items.ts'
import { queryPage } from './query-page.ts'
import { DUE_INDEX } from './table-schema.ts'
import { transactDurably } from './transact.ts'
import {
  DELIVERY_PREFIX,
  deliveryKey,
  OPEN_PREFIX,
  queueKey,
  queuesCell,
  shardOf,
  webhookIdOf,
  webhookPartition,
} from './webhook-keys.ts'
import { deliverySchema, queueSchema } from './webhook-records.ts'
import { deliveryWrites } from './webhook-writes.ts'

export function dynamoDeliveryStore(table: DynamoTable): DeliveryStore {
  const get = (webhookId: string, id: string) => readDelivery(table, webhookId, id)
  return {
    save: (before, after) =>
      transactDurably(table, deliveryWrites(before, after), deliveryKey(after.webhookId, after.id)),
    get,

    async list(webhookId, request) {
      const listing = { partition: webhookPartition(webhookId), order: 'descending' } as const
      const page = await queryPage(table, { ...listing, prefix: DELIVERY_PREFIX }, request)
      return { ...page, items: page.items.map((item) => readItem(deliverySchema, item)) }
    },

    async listOpen(webhookId, limit) {
      const listing = { partition: webhookPartition(webhookId), order: 'ascending' } as const
      const page = await queryPage(table, { ...listing, prefix: OPEN_PREFIX }, { limit })
      const ids = page.items.map(({ sk }) => String(sk).split('#').at(-1) ?? '')
      const found = await Promise.all(ids.map((id) => get(webhookId, id)))
      return found.filter((each) => each !== undefined).filter(({ nextAt }) => nextAt !== null)
    },

    async listDue(now, limit) {
      const shards = Array.from({ length: EVENT_SHARDS }, (_, shard) => queuesCell(shard))
      const due = await Promise.all(shards.map((cell) => listKeysDue(table, cell, now, limit)))
      const sorted = due.flat().toSorted((a, b) => a.dueAt - b.dueAt)
      return sorted.slice(0, limit).map(({ pk }) => webhookIdOf(pk))
    },

    async getQueue(webhookId) {
      const item = await getItem(table, queueKey(webhookId))
      return item === undefined ? undefined : queueOf(webhookId, item)
    },

    async saveQueue(queue) {
      const { webhookId, accountId, failingSince, version } = queue
      const Item = itemOf(
        queueKey(webhookId),
        { accountId, failingSince },
        { version, ...dueMarks(queue) },
      )
      await putItem(table, { Item, ...versionBefore(version) })
    },
  }
}

function dueMarks({ webhookId, dueAt }: WebhookQueue): Readonly<RawItem> {
  if (dueAt === null) return {}
  return {
    [DUE_INDEX.partitionKey]: queuesCell(shardOf(webhookId)),
    [DUE_INDEX.sortKey]: dueAt,
  }
}

function queueOf(webhookId: string, item: RawItem): WebhookQueue {
  const dueAt = item[DUE_INDEX.sortKey]
  return {
    webhookId,
    ...readItem(queueSchema, item),
    dueAt: dueAt === undefined ? null : Number(dueAt),
    version: Number(item.version),
  }
}

async function readDelivery(
  table: DynamoTable,
  webhookId: string,
  id: string,
): Promise<Delivery | undefined> {
  const item = await getItem(table, deliveryKey(webhookId, id))
  return item === undefined ? undefined : readItem(deliverySchema, item)
}
