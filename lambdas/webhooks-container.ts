import { dynamoDeliveryStore } from '../adapters/dynamodb/dynamo-delivery-store.ts'
import { dynamoEventOutbox } from '../adapters/dynamodb/dynamo-event-outbox.ts'
import { dynamoWebhookStore } from '../adapters/dynamodb/dynamo-webhook-store.ts'
import { httpsWebhookSender } from '../adapters/https-webhooks/https-webhook-sender.ts'
import { clock, randomness, tableOf } from './container.ts'
import { readEnvironment, webhooksEnvironment } from './environment.ts'
import type { WebhookJobDeps } from './jobs/webhook-job.ts'
import { report } from './report.ts'

/** The composition root of the function that speaks to addresses of customers: it knows the table and nothing else. */
export function webhooksContainer(): WebhookJobDeps {
  const table = tableOf(readEnvironment(webhooksEnvironment, process.env))
  return {
    webhooks: dynamoWebhookStore(table, clock),
    deliveries: dynamoDeliveryStore(table),
    outbox: dynamoEventOutbox(table),
    sender: httpsWebhookSender({ clock, reach: 'public' }),
    clock,
    randomness,
    report: (error) => report('webhooks', error),
  }
}
