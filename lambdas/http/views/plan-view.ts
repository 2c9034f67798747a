import * as z from 'zod'
import { microsNumber } from '../../../core/kernel/money.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { MeterTariff, PriceBookVersion } from '../../../core/plan/price-book.ts'

export const planLimitsSchema = z.object({
  produceBytesPerSecond: z.int(),
  consumeBytesPerSecond: z.int(),
  storageBytes: z.int(),
  partitionReplicas: z.int(),
  topics: z.int(),
  credentials: z.int(),
  consumerGroups: z.int(),
  retentionMaxMs: z.int(),
  requestPercentage: z.int(),
  maxBatchBytes: z.int(),
  topicChangesPerMinute: z.int(),
})

const meterPriceSchema = z.object({
  included: z.string(),
  tiers: z.array(z.object({ upTo: z.string().nullable(), micros: z.int(), per: z.string() })),
})

/** Quantities are whole numbers of bytes, byte-seconds or partition-seconds, as text: they outgrow JSON's numbers. */
export const planSchema = z.object({
  id: z.string(),
  tenancy: z.enum(['shared', 'dedicated']),
  limits: planLimitsSchema,
  prices: z.object({
    currency: z.literal('USD'),
    priceBookVersion: z.string(),
    flatMonthlyMicros: z.int(),
    meters: z.record(z.string(), meterPriceSchema),
  }),
})

export function planView(plan: Plan, version: PriceBookVersion): z.output<typeof planSchema> {
  const { flatMonthlyMicros, meters } = version.plans[plan.id]
  return {
    id: plan.id,
    tenancy: plan.tenancy,
    limits: { ...plan.limits },
    prices: {
      currency: version.currency,
      priceBookVersion: version.id,
      flatMonthlyMicros: microsNumber(flatMonthlyMicros),
      meters: Object.fromEntries(
        Object.entries(meters).map(([meter, tariff]) => [meter, meterPriceView(tariff)]),
      ),
    },
  }
}

function meterPriceView({ included, tiers }: MeterTariff): z.output<typeof meterPriceSchema> {
  return {
    included: `${included}`,
    tiers: tiers.map(({ upTo, price }) => ({
      upTo: upTo === null ? null : `${upTo}`,
      micros: microsNumber(price.micros),
      per: `${price.per}`,
    })),
  }
}
