import * as z from 'zod'
import type { Delivery } from '../../../core/webhook/delivery.ts'
import type { Webhook } from '../../../core/webhook/webhook.ts'
import { timeView } from './time.ts'

export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  disabledBecause: z.enum(['failing', 'gone']).nullable(),
  createdAt: z.iso.datetime(),
})

/** With the secret that its messages are signed with: only when it was made or changed just now. */
export const webhookWithSecretSchema = webhookSchema.extend({ secret: z.string() })

export const deliverySchema = z.object({
  id: z.string(),
  /** What its messages have as `webhook-id`. */
  messageId: z.string(),
  event: z.string(),
  state: z.enum(['pending', 'delivered', 'failed']),
  createdAt: z.iso.datetime(),
  nextAt: z.iso.datetime().nullable(),
  attempts: z.array(
    z.object({
      at: z.iso.datetime(),
      status: z.int().nullable(),
      durationMs: z.int(),
      error: z.string().nullable(),
    }),
  ),
})

export function webhookView(webhook: Webhook): z.output<typeof webhookSchema> {
  const { id, url, events, enabled, disabledBecause, createdAt } = webhook
  return { id, url, events: [...events], enabled, disabledBecause, createdAt: timeView(createdAt) }
}

export function webhookWithSecret(webhook: Webhook): z.output<typeof webhookWithSecretSchema> {
  return { ...webhookView(webhook), secret: webhook.secret }
}

export function deliveryView(delivery: Delivery): z.output<typeof deliverySchema> {
  const { id, event, state, nextAt, attempts } = delivery
  return {
    id,
    messageId: event.id,
    event: event.type,
    state,
    createdAt: timeView(event.at),
    nextAt: nextAt === null ? null : timeView(nextAt),
    attempts: attempts.map((attempt) => ({ ...attempt, at: timeView(attempt.at) })),
  }
}
