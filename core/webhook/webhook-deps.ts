import type { AuditStore } from '../audit/audit-ports.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { refuseUnexpected } from '../kernel/refuse-unexpected.ts'
import { notFound } from '../kernel/service-error.ts'
import type { Reach } from './check-url.ts'
import type { Webhook } from './webhook.ts'
import type { WebhookRequest } from './webhook-audit.ts'
import type { DeliveryStore, WebhookStore } from './webhook-ports.ts'

/** What the use cases about webhooks need from outside. */
export interface WebhookDeps {
  readonly webhooks: WebhookStore
  readonly deliveries: DeliveryStore
  readonly audit: AuditStore
  /** Which addresses this installation sends to. */
  readonly webhookReach: Reach
  readonly clock: Clock
  readonly randomness: Randomness
}

/** `not_found` for one of another account, too. */
export async function knownWebhook(
  { webhooks }: Pick<WebhookDeps, 'webhooks'>,
  { actor, expected }: Pick<WebhookRequest, 'actor' | 'expected'>,
  webhookId: string,
): Promise<Webhook> {
  const webhook = await webhooks.get(actor.accountId, webhookId)
  if (webhook === undefined) throw notFound('webhook')
  refuseUnexpected('webhook', webhook.version, expected)
  return webhook
}
