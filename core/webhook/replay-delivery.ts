import { notFound, ServiceError } from '../kernel/service-error.ts'
import { type Delivery, newDelivery, replayed } from './delivery.ts'
import type { Webhook } from './webhook.ts'
import { type WebhookRequest, webhookAudit } from './webhook-audit.ts'
import { knownWebhook, type WebhookDeps } from './webhook-deps.ts'

/** Sends one message again, with the id that it had. `conflict` while it is on its way, and when the webhook is disabled. */
export async function replayDelivery(
  deps: WebhookDeps,
  request: WebhookRequest,
  { webhookId, deliveryId }: { readonly webhookId: string; readonly deliveryId: string },
): Promise<Delivery> {
  const webhook = await knownWebhook(deps, request, webhookId)
  const before = await deps.deliveries.get(webhookId, deliveryId)
  if (before === undefined) throw notFound('delivery')
  refuseDisabled(webhook)
  if (before.state === 'pending')
    throw new ServiceError('conflict', 'The delivery is on its way already.')
  const after = replayed(before, deps.clock.now())
  await deps.audit.append(webhookAudit(deps, request, webhookId, 'replay'))
  await deps.deliveries.save(before, after)
  return after
}

/** Sends `webhook.test`, whatever events it wants. */
export async function testWebhook(
  deps: WebhookDeps,
  request: WebhookRequest,
  webhookId: string,
): Promise<Delivery> {
  const webhook = await knownWebhook(deps, request, webhookId)
  refuseDisabled(webhook)
  const { id, at, resource } = webhookAudit(deps, request, webhookId, 'test')
  const delivery = newDelivery(webhookId, webhook.accountId, {
    id,
    type: 'webhook.test',
    at,
    data: { resource },
  })
  await deps.audit.append({ ...webhookAudit(deps, request, webhookId, 'test'), id })
  await deps.deliveries.save(undefined, delivery)
  return delivery
}

function refuseDisabled({ enabled }: Webhook): void {
  if (!enabled) throw new ServiceError('conflict', 'The webhook is disabled; enable it first.')
}
