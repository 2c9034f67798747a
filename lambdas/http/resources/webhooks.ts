import { changeWebhook, deleteWebhook, rotateSecret } from '../../../core/webhook/change-webhook.ts'
import { createWebhook, webhookAgain } from '../../../core/webhook/create-webhook.ts'
import { knownWebhook } from '../../../core/webhook/webhook-deps.ts'
import { changeWebhookSchema, createWebhookSchema } from '../../../core/webhook/webhook-input.ts'
import type { Webhook } from '../../../core/webhook/webhook.ts'
import { list, noContent, ok, okSecret } from '../answers.ts'
import { askingOf } from '../asking.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { ApiDeps } from '../deps.ts'
import { etagOf } from '../etag.ts'
import { param } from '../param.ts'
import { type Answer, type Route, route } from '../route.ts'
import { pageSchema } from '../views/page-schema.ts'
import {
  webhookSchema,
  webhookView,
  webhookWithSecret,
  webhookWithSecretSchema,
} from '../views/webhook-view.ts'

const ITEM = '/account/webhooks/{webhookId}'

function shown(webhook: Webhook): Answer {
  return ok(webhookView(webhook), { ETag: etagOf(webhook.version) })
}

export const webhookRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'GET',
    path: '/account/webhooks',
    operationId: 'listWebhooks',
    summary: 'The account’s webhooks, without their secrets',
    tag: 'webhooks',
    access: 'webhook.read',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of webhooks.', schema: pageSchema(webhookSchema) } },
    handle: async (deps, { actor, query }) => {
      const webhooks = await deps.webhooks.list(actor.accountId, pageRequestOf(query))
      return list(webhooks, webhookView)
    },
  }),
  route({
    method: 'POST',
    path: '/account/webhooks',
    operationId: 'createWebhook',
    summary: 'Have events sent to an address; the signing secret is shown in this answer',
    tag: 'webhooks',
    access: 'webhook.change',
    body: createWebhookSchema,
    bodyExample: { url: 'https://hooks.example.com/headgate', events: ['tenant.*'] },
    answers: {
      201: { description: 'The webhook, with its secret.', schema: webhookWithSecretSchema },
    },
    refusals: ['limit_reached'],
    handle: async (deps, call) => {
      const made = await createWebhook(deps, askingOf(call), call.body)
      return { ...okSecret(webhookWithSecret(made)), status: 201 }
    },
    again: async (deps, { actor }, id) => {
      const made = await webhookAgain(deps, actor, id)
      return made && { ...okSecret(webhookWithSecret(made)), status: 201 }
    },
  }),
  route({
    method: 'GET',
    path: ITEM,
    operationId: 'getWebhook',
    summary: 'One webhook',
    tag: 'webhooks',
    access: 'webhook.read',
    answers: { 200: { description: 'The webhook.', schema: webhookSchema } },
    handle: async (deps, { actor, params }) =>
      shown(await knownWebhook(deps, { actor }, param(params, 'webhookId'))),
  }),
  route({
    method: 'PATCH',
    path: ITEM,
    operationId: 'changeWebhook',
    summary: 'Change its address or events, disable it, enable it again',
    tag: 'webhooks',
    access: 'webhook.change',
    body: changeWebhookSchema,
    bodyExample: { events: ['credential.*', 'limit.*'] },
    answers: { 200: { description: 'The webhook.', schema: webhookSchema } },
    handle: async (deps, call) => {
      const id = param(call.params, 'webhookId')
      return shown(await changeWebhook(deps, askingOf(call), id, call.body))
    },
  }),
  route({
    method: 'DELETE',
    path: ITEM,
    operationId: 'deleteWebhook',
    summary: 'Delete a webhook; nothing more is sent to it',
    tag: 'webhooks',
    access: 'webhook.change',
    answers: { 204: { description: 'It is gone.' } },
    handle: async (deps, call) => {
      await deleteWebhook(deps, askingOf(call), param(call.params, 'webhookId'))
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: `${ITEM}/rotate-secret`,
    operationId: 'rotateWebhookSecret',
    summary: 'A new signing secret; the old one signs too for a day',
    tag: 'webhooks',
    access: 'webhook.change',
    answers: {
      200: { description: 'The webhook, with its new secret.', schema: webhookWithSecretSchema },
    },
    handle: async (deps, call) => {
      const id = param(call.params, 'webhookId')
      return okSecret(webhookWithSecret(await rotateSecret(deps, askingOf(call), id)))
    },
  }),
]
