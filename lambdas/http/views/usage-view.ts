import * as z from 'zod'
import type { MeterUse } from '../../../core/invoice/meter-uses.ts'
import { startOf } from '../../../core/invoice/period.ts'
import type { StorageOutlook } from '../../../core/usage/read-storage.ts'
import type { UsageReport } from '../../../core/invoice/read-usage.ts'
import { basisPointsOf, decimalText, microsNumber } from '../../../core/kernel/money.ts'
import { METERS, type UsageRecord } from '../../../core/usage/usage-record.ts'
import { timeView } from './time.ts'

const meterUseSchema = z.object({
  meter: z.enum(METERS),
  unit: z.string(),
  amount: z.string(),
  limit: z.string(),
  percent: z.string(),
  included: z.string().nullable(),
  costMicros: z.int(),
  incomplete: z.boolean(),
})

const storageSchema = z.object({
  bytes: z.string(),
  limit: z.string(),
  percent: z.string(),
  fullOn: z.iso.date().nullable(),
})

/** Whole amounts and percents are text, so that nobody's parser rounds them. */
export const usageSchema = z.object({
  tenantId: z.string(),
  plan: z.string(),
  period: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  priceBookVersion: z.string(),
  currency: z.literal('USD'),
  meters: z.array(meterUseSchema),
  storage: storageSchema,
  planCostMicros: z.int(),
  totalCostMicros: z.int(),
})

export function usageView(
  report: UsageReport,
  storage: StorageOutlook,
): z.output<typeof usageSchema> {
  return {
    tenantId: report.tenant.id,
    plan: report.tenant.plan,
    period: report.period,
    from: timeView(startOf(report.period)),
    until: timeView(report.until),
    priceBookVersion: report.priceBookVersion,
    currency: 'USD',
    meters: report.meters.map(meterUseView),
    storage: storageView(storage),
    planCostMicros: microsNumber(report.planMicros),
    totalCostMicros: microsNumber(report.totalMicros),
  }
}

/** What is kept now, and the day on which it will be all that the plan allows, if it goes on like this. */
function storageView({
  bytes,
  limitBytes,
  fullAt,
}: StorageOutlook): z.output<typeof storageSchema> {
  const used = basisPointsOf(BigInt(bytes), BigInt(limitBytes))
  return {
    bytes: `${bytes}`,
    limit: `${limitBytes}`,
    percent: decimalText(used, 100n, 2),
    fullOn: fullAt === null ? null : timeView(fullAt).slice(0, 'YYYY-MM-DD'.length),
  }
}

function meterUseView(use: MeterUse): z.output<typeof meterUseSchema> {
  return {
    meter: use.meter,
    unit: use.baseUnit,
    amount: `${use.quantity}`,
    limit: `${use.limit}`,
    percent: decimalText(use.usedBasisPoints, 100n, 2),
    included: use.included === null ? null : `${use.included}`,
    costMicros: microsNumber(use.amountMicros),
    incomplete: use.incomplete,
  }
}

export const windowSchema = z.object({
  meter: z.enum(METERS),
  from: z.iso.datetime(),
  amount: z.string(),
  incomplete: z.boolean(),
})

export function windowView(record: UsageRecord): z.output<typeof windowSchema> {
  const { meter, windowStart, quantity, incomplete } = record
  return { meter, from: timeView(windowStart), amount: `${quantity}`, incomplete }
}
