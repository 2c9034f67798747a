import * as z from 'zod'
import type { Delivery } from '../../core/webhook/delivery.ts'
import type { Webhook } from '../../core/webhook/webhook.ts'

const time = z.int()

export const webhookSchema: z.ZodType<Webhook> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  disabledBecause: z.enum(['failing', 'gone']).nullable(),
  secret: z.string(),
  formerSecret: z.strictObject({ secret: z.string(), until: time }).nullable(),
  createdAt: time,
  version: z.int(),
})

export const deliverySchema: z.ZodType<Delivery> = z.strictObject({
  id: z.string(),
  webhookId: z.string(),
  accountId: z.string(),
  event: z.strictObject({
    id: z.string(),
    type: z.string(),
    at: time,
    data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  }),
  state: z.enum(['pending', 'delivered', 'failed']),
  nextAt: time.nullable(),
  tries: z.int(),
  attempts: z.array(
    z.strictObject({
      at: time,
      status: z.int().nullable(),
      durationMs: z.int(),
      error: z.string().nullable(),
    }),
  ),
  version: z.int(),
})

/** Beside it in the item are when it is due and its version. */
export const queueSchema = z.strictObject({ accountId: z.string(), failingSince: time.nullable() })
