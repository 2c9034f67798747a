import * as z from 'zod'
import type { Plan } from '../../../core/plan/plan.ts'

export const planLimitsSchema = z.object({
  produceBytesPerSecond: z.int(),
  consumeBytesPerSecond: z.int(),
  storageBytes: z.int(),
  partitionReplicas: z.int(),
  topics: z.int(),
  credentials: z.int(),
  retentionMaxMs: z.int(),
  requestPercentage: z.int(),
})

export const planSchema = z.object({
  id: z.string(),
  tenancy: z.enum(['shared', 'dedicated']),
  limits: planLimitsSchema,
  prices: z.object({ currency: z.literal('USD'), flatMonthlyMicros: z.int() }),
})

export function planView(plan: Plan): z.output<typeof planSchema> {
  return {
    id: plan.id,
    tenancy: plan.tenancy,
    limits: { ...plan.limits },
    prices: { ...plan.prices },
  }
}
