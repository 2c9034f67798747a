import type { Actor, Origin } from '../account/account.ts'
import type { AuditEvent } from '../audit/audit-event.ts'
import { WEBHOOK_FIELDS } from './told-fields.ts'
import { type Change, changeOf } from '../audit/change.ts'
import { newEvent } from '../audit/new-event.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import type { ExpectedStates } from '../kernel/refuse-unexpected.ts'
import type { Webhook } from './webhook.ts'

export interface WebhookRequest {
  readonly actor: Actor
  readonly origin: Origin
  /** Versions of the webhook, one of which the caller saw; another one is `precondition_failed`. */
  readonly expected?: ExpectedStates
}

interface Marks {
  readonly clock: Clock
  readonly randomness: Randomness
}

/** What the trail says about a webhook that somebody made, changed or tried. */
export function webhookAudit(
  deps: Marks,
  { actor, origin }: WebhookRequest,
  webhookId: string,
  verb: 'create' | 'change' | 'delete' | 'rotate-secret' | 'test' | 'replay',
  change: Change = {},
): AuditEvent {
  return newEvent(deps, origin, {
    accountId: actor.accountId,
    actor: actor.id,
    action: `webhook.${verb}`,
    resource: `/v1/account/webhooks/${webhookId}`,
    ...change,
  })
}

/** What it says about one that is given up by itself. */
export function disabledAudit(deps: Marks, before: Webhook, after: Webhook): AuditEvent {
  const nobody = { requestId: null, sourceAddress: null }
  return newEvent(deps, nobody, {
    accountId: after.accountId,
    actor: 'system',
    action: 'webhook.disable',
    resource: `/v1/account/webhooks/${after.id}`,
    ...changeOf(WEBHOOK_FIELDS, before, after),
  })
}
