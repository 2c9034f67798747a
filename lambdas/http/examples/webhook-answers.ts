import {
  afterAttempt,
  type Delivery,
  newDelivery,
  replayed,
} from '../../../core/webhook/delivery.ts'
import type { Webhook } from '../../../core/webhook/webhook.ts'
import { deliveryView, webhookView, webhookWithSecret } from '../views/webhook-view.ts'
import { at, IDS, NOW, pageOf } from './example-ids.ts'

const WEBHOOK: Webhook = {
  id: IDS.webhook,
  accountId: IDS.account,
  url: 'https://hooks.example.com/headgate',
  events: ['tenant.*'],
  enabled: true,
  disabledBecause: null,
  // "example, and no secret. number 1"
  secret: 'whsec_ZXhhbXBsZSwgYW5kIG5vIHNlY3JldC4gbnVtYmVyIDE=',
  formerSecret: null,
  createdAt: at('01T08:10:00'),
  version: 1,
}

const PENDING: Delivery = newDelivery(IDS.webhook, IDS.account, {
  id: IDS.event,
  type: 'tenant.create',
  at: NOW,
  data: { resource: `/v1/tenants/${IDS.tenant}`, outcome: 'accepted', actor: IDS.token },
})

const middling = { bytes: () => new Uint8Array([128]) }
const failed = afterAttempt(
  PENDING,
  { at: NOW, status: 500, durationMs: 41, error: 'The receiver answered 500.' },
  middling,
)
const delivered = afterAttempt(
  failed,
  { at: at('12T08:30:05'), status: 204, durationMs: 38, error: null },
  middling,
)
const ofTest = { ...PENDING, event: { ...PENDING.event, type: 'webhook.test' } }

/** What the routes of webhooks answer, by operation. */
export const webhookAnswers = {
  listWebhooks: pageOf(webhookView(WEBHOOK)),
  createWebhook: webhookWithSecret(WEBHOOK),
  getWebhook: webhookView(WEBHOOK),
  changeWebhook: webhookView({ ...WEBHOOK, events: ['credential.*', 'limit.*'] }),
  rotateWebhookSecret: webhookWithSecret({
    ...WEBHOOK,
    // "example, and no secret. number 2"
    secret: 'whsec_ZXhhbXBsZSwgYW5kIG5vIHNlY3JldC4gbnVtYmVyIDI=',
  }),
  testWebhook: deliveryView(ofTest),
  listWebhookDeliveries: pageOf(deliveryView(delivered)),
  replayWebhookDelivery: deliveryView(replayed(delivered, at('12T09:00:00'))),
}
