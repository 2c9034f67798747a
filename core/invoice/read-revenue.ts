import type { Meter } from '../usage/usage-record.ts'
import { costShares } from './cost-shares.ts'
import type { Period } from './period.ts'
import { mergeRows, type RevenueRow, sums } from './revenue.ts'
import type { ClusterFacts, RevenueStore } from './revenue-ports.ts'

/** What tenants used beside what brokers counted; the rest is Kafka's own, or a fault of ours. */
export interface MeterBalance {
  readonly meter: Meter
  readonly tenants: bigint
  readonly brokers: bigint | null
  readonly unexplained: bigint | null
}

export interface ClusterBalance {
  readonly clusterId: string
  readonly revenueMicros: bigint
  readonly costMicros: bigint | null
  readonly meters: readonly MeterBalance[]
}

/** With the part of its cluster's cost that falls to the plan. */
export interface PricedRow extends RevenueRow {
  readonly costMicros: bigint | null
}

export interface RevenueReport {
  readonly period: Period
  /** When the oldest part of it was made; null before the first was. */
  readonly at: number | null
  readonly rows: readonly PricedRow[]
  readonly clusters: readonly ClusterBalance[]
}

export interface ReadRevenueDeps {
  readonly revenue: RevenueStore
  readonly clusterFacts: ClusterFacts
}

/** Meters that brokers count in all, too. */
const BALANCED = ['bytes_in', 'bytes_out'] as const

/** The operator's month: by cluster and plan, and each cluster beside what it costs and counted. */
export async function readRevenue(deps: ReadRevenueDeps, period: Period): Promise<RevenueReport> {
  const parts = await deps.revenue.parts(period)
  const rows = mergeRows(parts.flatMap((part) => part.rows))
  const byCluster = Map.groupBy(rows, ({ clusterId }) => clusterId)
  const clusters: ClusterBalance[] = []
  const priced: PricedRow[] = []
  for (const [clusterId, own] of byCluster) {
    const balance =
      clusterId === null ? null : await balanceOf(deps.clusterFacts, clusterId, own, period)
    if (balance !== null) clusters.push(balance)
    priced.push(...pricedRows(own, balance?.costMicros ?? null))
  }
  const at = parts.length === 0 ? null : Math.min(...parts.map((part) => part.at))
  return { period, at, rows: priced, clusters }
}

function pricedRows(rows: readonly RevenueRow[], costMicros: bigint | null): readonly PricedRow[] {
  if (costMicros === null) return rows.map((row) => ({ ...row, costMicros }))
  const shares = costShares(costMicros, rows)
  return rows.map((row, n) => ({ ...row, costMicros: shares[n] ?? 0n }))
}

async function balanceOf(
  facts: ClusterFacts,
  clusterId: string,
  rows: readonly RevenueRow[],
  period: Period,
): Promise<ClusterBalance> {
  const { revenueMicros, quantities } = sums(rows)
  const meters: MeterBalance[] = []
  for (const meter of BALANCED) {
    const brokers = await facts.brokerTotal(clusterId, meter, period)
    const tenants = quantities[meter]
    meters.push({
      meter,
      tenants,
      brokers,
      unexplained: brokers === null ? null : brokers - tenants,
    })
  }
  return { clusterId, revenueMicros, costMicros: await facts.costMicros(clusterId, period), meters }
}
