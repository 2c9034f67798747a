import type { Actor, Origin } from '../account/account.ts'
import type { AuditEvent } from '../audit/audit-event.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId, type Randomness } from '../kernel/ids.ts'

export interface WebhookRequest {
  readonly actor: Actor
  readonly origin: Origin
}

interface Marks {
  readonly clock: Clock
  readonly randomness: Randomness
}

/** What the trail says about a webhook that somebody made, changed or tried. */
export function webhookAudit(
  { clock, randomness }: Marks,
  { actor, origin }: WebhookRequest,
  webhookId: string,
  verb: 'create' | 'change' | 'delete' | 'rotate-secret' | 'test' | 'replay',
): AuditEvent {
  return {
    id: newId('evt', randomness),
    accountId: actor.accountId,
    at: clock.now(),
    actor: actor.id,
    action: `webhook.${verb}`,
    resource: `/v1/account/webhooks/${webhookId}`,
    outcome: 'done',
    ...origin,
  }
}

/** What it says about one that is given up by itself. */
export function disabledAudit(
  { clock, randomness }: Marks,
  webhook: { readonly id: string; readonly accountId: string },
): AuditEvent {
  return {
    id: newId('evt', randomness),
    accountId: webhook.accountId,
    at: clock.now(),
    actor: 'system',
    action: 'webhook.disable',
    resource: `/v1/account/webhooks/${webhook.id}`,
    outcome: 'done',
    requestId: null,
    sourceAddress: null,
  }
}
