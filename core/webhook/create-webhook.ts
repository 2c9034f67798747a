import type { Actor } from '../account/account.ts'
import { WEBHOOK_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { newId } from '../kernel/ids.ts'
import { checkUrl } from './check-url.ts'
import { newSigningSecret } from './signing-secret.ts'
import { ACCOUNT_WEBHOOKS_MAX, type Webhook } from './webhook.ts'
import { type WebhookRequest, webhookAudit } from './webhook-audit.ts'
import type { WebhookDeps } from './webhook-deps.ts'
import type { CreateWebhookInput } from './webhook-input.ts'

/** Makes a webhook, at most ten an account (`limit_reached`). The answer holds its secret. */
export async function createWebhook(
  deps: WebhookDeps,
  request: WebhookRequest,
  input: CreateWebhookInput,
): Promise<Webhook> {
  checkUrl(input.url, deps.webhookReach)
  const webhook = newWebhook(deps, request, input)
  const change = changeOf(WEBHOOK_FIELDS, undefined, webhook)
  const event = webhookAudit(deps, request, webhook.id, 'create', change)
  await deps.webhooks.add(webhook, event, ACCOUNT_WEBHOOKS_MAX)
  return webhook
}

/** A webhook with the secret that it was made with; undefined once it has another one or is gone. */
export async function webhookAgain(
  { webhooks }: Pick<WebhookDeps, 'webhooks'>,
  { accountId }: Actor,
  webhookId: string,
): Promise<Webhook | undefined> {
  const webhook = await webhooks.get(accountId, webhookId)
  return webhook?.formerSecret === null ? webhook : undefined
}

function newWebhook(
  deps: WebhookDeps,
  { actor }: WebhookRequest,
  { url, events }: CreateWebhookInput,
): Webhook {
  return {
    id: newId('whk', deps.randomness),
    accountId: actor.accountId,
    url,
    events,
    enabled: true,
    disabledBecause: null,
    secret: newSigningSecret(deps.randomness),
    formerSecret: null,
    createdAt: deps.clock.now(),
    version: 1,
  }
}
