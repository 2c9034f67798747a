import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { Webhook } from '../../core/webhook/webhook.ts'
import type { WebhookStore } from '../../core/webhook/webhook-ports.ts'
import { IS_NEW, versionBefore } from './conditions.ts'
import { countDown, countUp } from './count.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, readItem } from './items.ts'
import { accountPartition } from './keys.ts'
import { queryPage } from './query-page.ts'
import { changedMeanwhile } from './store-errors.ts'
import { type TransactWrite, transactDurably } from './transact.ts'
import { WEBHOOK_PREFIX, webhookCountKey, webhookKey } from './webhook-keys.ts'
import { webhookSchema } from './webhook-records.ts'
import { wakeWrite } from './webhook-writes.ts'

/** Signing secrets lie in the webhook's item: in AWS the table is encrypted under a key of the installation's own. */
export function dynamoWebhookStore(table: DynamoTable, clock: Clock): WebhookStore {
  const commit = (webhook: Webhook, writes: readonly TransactWrite[]) =>
    transactDurably(table, writes, keyOf(webhook))
  return {
    add: (webhook, event, max) => commit(webhook, addWrites(webhook, event, max)),

    async get(accountId, webhookId) {
      const item = await getItem(table, webhookKey(accountId, webhookId))
      return item === undefined ? undefined : readItem(webhookSchema, item)
    },

    async list(accountId, request) {
      const partition = accountPartition(accountId)
      const listing = { partition, prefix: WEBHOOK_PREFIX, order: 'ascending' } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map((item) => readItem(webhookSchema, item)) }
    },

    change: (webhook, event) =>
      commit(webhook, [
        {
          put: { Item: itemFor(webhook), ...versionBefore(webhook.version) },
          refusal: changedMeanwhile,
        },
        ...(webhook.enabled ? [wakeWrite(webhook.id, webhook.accountId, clock.now())] : []),
        ...auditWrites(event),
      ]),

    remove: (webhook, event) =>
      commit(webhook, [
        {
          remove: { Key: { ...keyOf(webhook) }, ...versionBefore(webhook.version + 1) },
          refusal: changedMeanwhile,
        },
        countDown(webhookCountKey(webhook.accountId)),
        ...auditWrites(event),
      ]),
  }
}

function addWrites(webhook: Webhook, event: AuditEvent, max: number): readonly TransactWrite[] {
  return [
    { put: { Item: itemFor(webhook), ...IS_NEW }, refusal: changedMeanwhile },
    countUp(
      webhookCountKey(webhook.accountId),
      max,
      () => new ServiceError('limit_reached', `An account may have ${max} webhooks.`),
    ),
    ...auditWrites(event),
  ]
}

function keyOf({ accountId, id }: Webhook) {
  return webhookKey(accountId, id)
}

function itemFor(webhook: Webhook) {
  return itemOf(keyOf(webhook), webhook, { version: webhook.version })
}
