import { pageOf } from '../../core/kernel/page.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import type { WebhookStore } from '../../core/webhook/webhook-ports.ts'
import {
  changedMeanwhile,
  copy,
  copyOf,
  type MemoryDatabase,
  refuseClosed,
  requireVersionBefore,
} from './memory-database.ts'
import { keepEvent } from './memory-answer-store.ts'
import { wake } from './memory-delivery-store.ts'

export function memoryWebhookStore(database: MemoryDatabase): WebhookStore {
  const { webhooks, clock } = database
  const ofAccount = (accountId: string) =>
    [...webhooks.values()].filter((each) => each.accountId === accountId)
  return {
    async add(webhook, event, max) {
      if (webhooks.has(webhook.id)) throw changedMeanwhile()
      refuseClosed(database, webhook.accountId)
      if (ofAccount(webhook.accountId).length >= max)
        throw new ServiceError('limit_reached', `An account may have ${max} webhooks.`)
      keepEvent(database, event)
      webhooks.set(webhook.id, copy(webhook))
    },

    async get(accountId, webhookId) {
      const found = webhooks.get(webhookId)
      return found?.accountId === accountId ? copyOf(found) : undefined
    },

    async list(accountId, page) {
      const sorted = ofAccount(accountId).toSorted((a, b) => (a.id < b.id ? -1 : 1))
      return copy(pageOf(sorted, page, ({ id }) => id))
    },

    async change(webhook, event) {
      requireVersionBefore(webhooks.get(webhook.id), webhook.version)
      keepEvent(database, event)
      webhooks.set(webhook.id, copy(webhook))
      if (webhook.enabled) wake(database, webhook.id, webhook.accountId, clock.now())
    },

    async remove(webhook, event) {
      requireVersionBefore(webhooks.get(webhook.id), webhook.version + 1)
      keepEvent(database, event)
      webhooks.delete(webhook.id)
    },
  }
}
