import * as z from 'zod'
import type { ClusterBalance, RevenueReport } from '../../../core/invoice/read-revenue.ts'
import { microsNumber } from '../../../core/kernel/money.ts'
import { METERS } from '../../../core/usage/usage-record.ts'
import { timeView } from './time.ts'

export const revenueSchema = z.object({
  period: z.string(),
  at: z.iso.datetime().nullable(),
  plans: z.array(
    z.object({
      clusterId: z.string().nullable(),
      plan: z.string(),
      tenants: z.int(),
      revenueMicros: z.int(),
      costMicros: z.int().nullable(),
    }),
  ),
  clusters: z.array(
    z.object({
      clusterId: z.string(),
      revenueMicros: z.int(),
      costMicros: z.int().nullable(),
      meters: z.array(
        z.object({
          meter: z.enum(METERS),
          tenants: z.string(),
          brokers: z.string().nullable(),
          unexplained: z.string().nullable(),
        }),
      ),
    }),
  ),
})

/** What is not known is null, and never 0. */
export function revenueView(report: RevenueReport): z.output<typeof revenueSchema> {
  return {
    period: report.period,
    at: report.at === null ? null : timeView(report.at),
    plans: report.rows.map(({ clusterId, plan, tenants, revenueMicros, costMicros }) => ({
      clusterId,
      plan,
      tenants,
      revenueMicros: microsNumber(revenueMicros),
      costMicros: costMicros === null ? null : microsNumber(costMicros),
    })),
    clusters: report.clusters.map(clusterView),
  }
}

function clusterView({ clusterId, revenueMicros, costMicros, meters }: ClusterBalance) {
  return {
    clusterId,
    revenueMicros: microsNumber(revenueMicros),
    costMicros: costMicros === null ? null : microsNumber(costMicros),
    meters: meters.map(({ meter, tenants, brokers, unexplained }) => ({
      meter,
      tenants: `${tenants}`,
      brokers: brokers === null ? null : `${brokers}`,
      unexplained: unexplained === null ? null : `${unexplained}`,
    })),
  }
}
