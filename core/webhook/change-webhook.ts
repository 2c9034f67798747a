import { WEBHOOK_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { checkUrl } from './check-url.ts'
import { newSigningSecret } from './signing-secret.ts'
import { SECRET_GRACE_MS, type Webhook } from './webhook.ts'
import { type WebhookRequest, webhookAudit } from './webhook-audit.ts'
import { knownWebhook, type WebhookDeps } from './webhook-deps.ts'
import type { ChangeWebhookInput } from './webhook-input.ts'

/** Another address or other events count for what is sent from now on. Enabling it forgets why it was disabled. */
export async function changeWebhook(
  deps: WebhookDeps,
  request: WebhookRequest,
  webhookId: string,
  { url, events, enabled }: ChangeWebhookInput,
): Promise<Webhook> {
  const before = await knownWebhook(deps, request, webhookId)
  if (url !== undefined) checkUrl(url, deps.webhookReach)
  const isEnabled = enabled ?? before.enabled
  const after: Webhook = {
    ...before,
    url: url ?? before.url,
    events: events ?? before.events,
    enabled: isEnabled,
    disabledBecause: enabled === undefined ? before.disabledBecause : null,
    version: before.version + 1,
  }
  const change = changeOf(WEBHOOK_FIELDS, before, after)
  await deps.webhooks.change(after, webhookAudit(deps, request, webhookId, 'change', change))
  return after
}

/** A new secret. For a day messages carry the signatures of both, so that receivers can be changed at leisure. */
export async function rotateSecret(
  deps: WebhookDeps,
  request: WebhookRequest,
  webhookId: string,
): Promise<Webhook> {
  const before = await knownWebhook(deps, request, webhookId)
  const after: Webhook = {
    ...before,
    secret: newSigningSecret(deps.randomness),
    formerSecret: { secret: before.secret, until: deps.clock.now() + SECRET_GRACE_MS },
    version: before.version + 1,
  }
  const change = changeOf(WEBHOOK_FIELDS, before, after)
  await deps.webhooks.change(after, webhookAudit(deps, request, webhookId, 'rotate-secret', change))
  return after
}

export async function deleteWebhook(
  deps: WebhookDeps,
  request: WebhookRequest,
  webhookId: string,
): Promise<void> {
  const webhook = await knownWebhook(deps, request, webhookId)
  const change = changeOf(WEBHOOK_FIELDS, webhook, undefined)
  await deps.webhooks.remove(webhook, webhookAudit(deps, request, webhookId, 'delete', change))
}
