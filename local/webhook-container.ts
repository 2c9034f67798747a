import { dynamoDeliveryStore } from '../adapters/dynamodb/dynamo-delivery-store.ts'
import { dynamoEventOutbox } from '../adapters/dynamodb/dynamo-event-outbox.ts'
import type { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts'
import { dynamoWebhookStore } from '../adapters/dynamodb/dynamo-webhook-store.ts'
import { httpsWebhookSender } from '../adapters/https-webhooks/https-webhook-sender.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { Reach } from '../core/webhook/check-url.ts'

/** Everything about webhooks on one machine. */
export function embeddedWebhooks(table: DynamoTable, clock: Clock, reach: Reach) {
  return {
    webhooks: dynamoWebhookStore(table, clock),
    deliveries: dynamoDeliveryStore(table),
    outbox: dynamoEventOutbox(table),
    sender: httpsWebhookSender({ clock, reach }),
    webhookReach: reach,
  }
}
