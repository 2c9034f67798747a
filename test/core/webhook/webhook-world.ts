import { memoryAuditStore } from '../../../adapters/memory/memory-audit-store.ts'
import { memoryDatabase } from '../../../adapters/memory/memory-database.ts'
import { memoryDeliveryStore } from '../../../adapters/memory/memory-delivery-store.ts'
import { memoryEventOutbox } from '../../../adapters/memory/memory-event-outbox.ts'
import { memoryWebhookStore } from '../../../adapters/memory/memory-webhook-store.ts'
import { newId } from '../../../core/kernel/ids.ts'
import type { OutgoingMessage } from '../../../core/webhook/webhook-ports.ts'
import { createWebhookJob } from '../../../lambdas/jobs/webhook-job.ts'
import { seededRandomness } from '../fixtures/seeded-randomness.ts'

type Receiver = (message: OutgoingMessage, call: number) => number | null

/** Webhooks on memory adapters. Receivers are functions by host: the status that they answer with, or null for a hang. */
export function webhookWorld(receivers: Readonly<Record<string, Receiver>>) {
  let now = Date.UTC(2026, 0, 1)
  const clock = { now: () => now }
  const randomness = seededRandomness(1)
  const database = memoryDatabase(clock)
  const faults: unknown[] = []
  const received: OutgoingMessage[] = []
  const calls = new Map<string, number>()
  const deps = {
    clock,
    randomness,
    webhooks: memoryWebhookStore(database),
    deliveries: memoryDeliveryStore(database),
    outbox: memoryEventOutbox(database),
    report: (error: unknown) => void faults.push(error),
    sender: {
      async send(message: OutgoingMessage) {
        const host = new URL(message.url).hostname
        const call = (calls.get(host) ?? 0) + 1
        calls.set(host, call)
        const status = receivers[host]?.(message, call) ?? null
        const isTaken = status !== null && status >= 200 && status < 300
        if (isTaken) received.push(message)
        const error = isTaken ? null : 'It was not taken.'
        return { at: now, status, durationMs: status === null ? 10_000 : 5, error }
      },
    },
  }
  const audit = memoryAuditStore(database)
  return {
    ...deps,
    database,
    faults,
    received,
    calls,
    pass(ms: number) {
      now += ms
    },
    async happen(accountId: string, action = 'tenant.create') {
      const id = newId('evt', randomness)
      const origin = { requestId: null, sourceAddress: '192.0.2.7' }
      const what = { resource: '/v1/tenants/x', outcome: 'accepted', actor: 'mem_1' } as const
      await audit.append({ id, accountId, at: now, action, ...what, ...origin })
      return id
    },
    /** A pass; with `instead`, on other ports. */
    run: (instead: Partial<typeof deps> = {}) => createWebhookJob({ ...deps, ...instead }).run(),
  }
}
