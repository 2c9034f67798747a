import { WEBHOOK_FIELDS } from './told-fields.ts'
import { changeOf } from '../audit/change.ts'
import { newId } from '../kernel/ids.ts'
import { isServiceError, ServiceError } from '../kernel/service-error.ts'
import { checkUrl } from './check-url.ts'
import { newSigningSecret } from './signing-secret.ts'
import { ACCOUNT_WEBHOOKS_MAX, type Webhook } from './webhook.ts'
import { type WebhookRequest, webhookAudit } from './webhook-audit.ts'
import type { WebhookDeps } from './webhook-deps.ts'
import type { CreateWebhookInput } from './webhook-input.ts'

/**
 * Makes a webhook, at most ten an account (`limit_reached`). The answer holds its secret; a repeat under the same
 * idempotency key is answered with the same one, or with `idempotency_mismatch` when another webhook is asked for.
 */
export async function createWebhook(
  deps: WebhookDeps,
  request: WebhookRequest & { readonly idempotencyKey?: string },
  input: CreateWebhookInput,
): Promise<Webhook> {
  checkUrl(input.url, deps.webhookReach)
  const webhook = newWebhook(deps, request, input)
  const { accountId, id } = webhook
  const repeated = request.idempotencyKey !== undefined
  const earlier = repeated ? await deps.webhooks.get(accountId, id) : undefined
  if (earlier !== undefined) return sameAgain(earlier, input)
  try {
    const event = webhookAudit(
      deps,
      request,
      id,
      'create',
      changeOf(WEBHOOK_FIELDS, undefined, webhook),
    )
    await deps.webhooks.add(webhook, event, ACCOUNT_WEBHOOKS_MAX)
    return webhook
  } catch (error) {
    const winner = isServiceError(error, 'conflict')
      ? await deps.webhooks.get(accountId, id)
      : undefined
    if (winner === undefined) throw error
    return sameAgain(winner, input)
  }
}

function newWebhook(
  deps: WebhookDeps,
  { actor, idempotencyKey: key }: WebhookRequest & { readonly idempotencyKey?: string },
  { url, events }: CreateWebhookInput,
): Webhook {
  const { accountId } = actor
  const derived = key === undefined ? undefined : deps.tokens.idFor(actor.id, `webhook ${key}`)
  return {
    id: derived === undefined ? newId('whk', deps.randomness) : derived.replace(/^tok/, 'whk'),
    accountId,
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

function sameAgain(earlier: Webhook, { url, events }: CreateWebhookInput): Webhook {
  if (earlier.url === url && earlier.events.join() === events.join()) return earlier
  throw new ServiceError(
    'idempotency_mismatch',
    'This Idempotency-Key was used for another webhook.',
  )
}
