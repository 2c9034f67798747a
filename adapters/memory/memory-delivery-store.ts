import { pageOf } from '../../core/kernel/page.ts'
import type { Delivery } from '../../core/webhook/delivery.ts'
import type { DeliveryStore } from '../../core/webhook/webhook-ports.ts'
import { copy, copyOf, type MemoryDatabase, requireVersionBefore } from './memory-database.ts'

export function memoryDeliveryStore(database: MemoryDatabase): DeliveryStore {
  const { deliveries, webhookQueues } = database
  const ofWebhook = (id: string) =>
    [...deliveries.values()].filter(({ webhookId }) => webhookId === id)
  return {
    async save(before, after) {
      const stored = find(database, after.webhookId, after.id)
      requireVersionBefore(stored, after.version)
      deliveries.set(`${after.webhookId} ${after.id}`, copy(after))
      if (after.nextAt !== null && (before === undefined || before.nextAt === null))
        wake(database, after.webhookId, after.accountId, after.nextAt)
    },

    get: async (webhookId, deliveryId) => copyOf(find(database, webhookId, deliveryId)),

    async list(webhookId, { limit, after }) {
      const newestFirst = ofWebhook(webhookId).toSorted((a, b) => (a.id < b.id ? 1 : -1))
      const rest = newestFirst.filter(({ id }) => after === undefined || id < after)
      return copy(pageOf(rest, { limit }, ({ id }) => id))
    },

    async listOpen(webhookId, limit) {
      const open = ofWebhook(webhookId).filter(({ nextAt }) => nextAt !== null)
      return copy(open.toSorted((a, b) => (a.nextAt ?? 0) - (b.nextAt ?? 0)).slice(0, limit))
    },

    async listDue(now, limit) {
      const due = [...webhookQueues.values()].flatMap(({ webhookId, dueAt }) =>
        dueAt === null || dueAt > now ? [] : [{ webhookId, dueAt }],
      )
      const sorted = due.toSorted((a, b) => a.dueAt - b.dueAt)
      return sorted.slice(0, limit).map(({ webhookId }) => webhookId)
    },

    getQueue: async (webhookId) => copyOf(webhookQueues.get(webhookId)),

    async saveQueue(queue) {
      requireVersionBefore(webhookQueues.get(queue.webhookId), queue.version)
      webhookQueues.set(queue.webhookId, copy(queue))
    },
  }
}

function find({ deliveries }: MemoryDatabase, webhookId: string, id: string): Delivery | undefined {
  return deliveries.get(`${webhookId} ${id}`)
}

/** The webhook is due from then on, whoever works on it. */
export function wake(
  { webhookQueues }: MemoryDatabase,
  webhookId: string,
  accountId: string,
  dueAt: number,
): void {
  const before = webhookQueues.get(webhookId)
  const version = (before?.version ?? 0) + 1
  const failingSince = before?.failingSince ?? null
  webhookQueues.set(webhookId, { webhookId, accountId, dueAt, failingSince, version })
}
