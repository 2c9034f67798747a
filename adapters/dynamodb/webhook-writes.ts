import { DAY_MS } from '../../core/kernel/clock.ts'
import type { Delivery } from '../../core/webhook/delivery.ts'
import { versionBefore } from './conditions.ts'
import { expiringAt, ITEM_VERSION, itemOf } from './items.ts'
import { changedMeanwhile } from './store-errors.ts'
import type { TransactWrite } from './transact.ts'
import { deliveryKey, openKey, queueKey, queuesCell, shardOf } from './webhook-keys.ts'

/** How long the log of deliveries goes back. */
const DELIVERY_KEPT_MS = 30 * DAY_MS

/** The webhook is due from then on, whoever works on it. */
export function wakeWrite(webhookId: string, accountId: string, dueAt: number): TransactWrite {
  return {
    update: {
      Key: { ...queueKey(webhookId) },
      UpdateExpression:
        'SET v = :v, cell = :cell, dueAt = :dueAt, #data = if_not_exists(#data, :fresh) ADD version :one',
      ExpressionAttributeNames: { '#data': 'data' },
      ExpressionAttributeValues: {
        ':v': ITEM_VERSION,
        ':cell': queuesCell(shardOf(webhookId)),
        ':dueAt': dueAt,
        ':fresh': { accountId, failingSince: null },
        ':one': 1,
      },
    },
  }
}

export function deliveryWrites(
  before: Delivery | undefined,
  after: Delivery,
): readonly TransactWrite[] {
  const { webhookId, accountId, id, version } = after
  const kept = expiringAt(after.event.at + DELIVERY_KEPT_MS)
  const Item = itemOf(deliveryKey(webhookId, id), after, { ...kept, version })
  const moved = before?.nextAt !== after.nextAt
  const waited = before?.nextAt ?? null
  return [
    { put: { Item, ...versionBefore(version) }, refusal: changedMeanwhile },
    ...(waited === null || !moved
      ? []
      : [{ remove: { Key: { ...openKey(webhookId, waited, id) } } }]),
    ...(after.nextAt === null
      ? []
      : [{ put: { Item: { ...openKey(webhookId, after.nextAt, id), v: ITEM_VERSION, ...kept } } }]),
    ...(waited === null && after.nextAt !== null
      ? [wakeWrite(webhookId, accountId, after.nextAt)]
      : []),
  ]
}
