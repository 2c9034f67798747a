import { replayDelivery, testWebhook } from '../../../core/webhook/replay-delivery.ts'
import { knownWebhook } from '../../../core/webhook/webhook-deps.ts'
import { list, ok } from '../answers.ts'
import { askingOf } from '../asking.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { ApiDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { pageSchema } from '../views/page-schema.ts'
import { deliverySchema, deliveryView } from '../views/webhook-view.ts'

const ITEM = '/account/webhooks/{webhookId}'

export const webhookDeliveryRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'POST',
    path: `${ITEM}/test`,
    operationId: 'testWebhook',
    summary: 'Send a webhook.test message',
    tag: 'webhooks',
    access: 'webhook.change',
    answers: { 200: { description: 'It is on its way.', schema: deliverySchema } },
    handle: async (deps, call) =>
      ok(deliveryView(await testWebhook(deps, askingOf(call), param(call.params, 'webhookId')))),
  }),
  route({
    method: 'GET',
    path: `${ITEM}/deliveries`,
    operationId: 'listWebhookDeliveries',
    summary: 'What was sent or waits, newest first, with every try; kept for 30 days',
    tag: 'webhooks',
    access: 'webhook.read',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of deliveries.', schema: pageSchema(deliverySchema) } },
    handle: async (deps, { actor, params, query }) => {
      const { id } = await knownWebhook(deps, { actor }, param(params, 'webhookId'))
      return list(await deps.deliveries.list(id, pageRequestOf(query)), deliveryView)
    },
  }),
  route({
    method: 'POST',
    path: `${ITEM}/deliveries/{deliveryId}/replay`,
    operationId: 'replayWebhookDelivery',
    summary: 'Send a message again, with the id that it had',
    tag: 'webhooks',
    access: 'webhook.change',
    answers: { 200: { description: 'It is on its way.', schema: deliverySchema } },
    handle: async (deps, call) => {
      const webhookId = param(call.params, 'webhookId')
      const deliveryId = param(call.params, 'deliveryId')
      return ok(deliveryView(await replayDelivery(deps, askingOf(call), { webhookId, deliveryId })))
    },
  }),
]
