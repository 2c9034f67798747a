import type { ClusterStore } from '../cluster/cluster-ports.ts'
import type { Clock } from '../kernel/clock.ts'
import { amountOf } from '../kernel/money.ts'
import type { MeterStore } from '../usage/meter-ports.ts'
import { endOf, type Period, secondsOf, startOf } from './period.ts'
import type { ClusterFacts } from './revenue-ports.ts'

interface FactsDeps {
  readonly clusters: Pick<ClusterStore, 'get'>
  readonly meter: Pick<MeterStore, 'totals'>
  readonly clock: Clock
}

/** What a cluster's own entry says that it costs, and what the meter read of its brokers' totals. */
export function createClusterFacts({ clusters, meter, clock }: FactsDeps): ClusterFacts {
  return {
    async costMicros(clusterId, period) {
      const monthly = (await clusters.get(clusterId))?.monthlyCostMicros
      return monthly === undefined ? null : costUntil(BigInt(monthly), period, clock.now())
    },
    async brokerTotal(clusterId, of, period) {
      if (of !== 'bytes_in' && of !== 'bytes_out') return null
      const months = (await meter.totals(clusterId))?.months
      const month = months?.find((each) => each.month === period)
      if (month === undefined) return null
      return of === 'bytes_in' ? month.in : month.out
    },
  }
}

/** Of the running month the part that is over, as the revenue beside it is of that part, too. */
function costUntil(monthlyMicros: bigint, period: Period, now: number): bigint {
  const elapsedMs = Math.min(now, endOf(period)) - startOf(period)
  const seconds = BigInt(Math.max(0, Math.floor(elapsedMs / 1_000)))
  return amountOf(seconds, { micros: monthlyMicros, per: secondsOf(period) })
}
