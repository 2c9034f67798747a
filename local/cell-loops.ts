import type { ShareDeps } from '../core/quota/share-cell.ts'
import type { ObserveDeps } from '../core/usage/observe-cell.ts'
import type { MeasureDeps } from '../core/usage/measure-cell.ts'
import { weighCell } from '../core/usage/weigh-cell.ts'
import { createMeterJob } from '../lambdas/jobs/meter-job.ts'
import { createObserveJob } from '../lambdas/jobs/observe-job.ts'
import { createShareJob } from '../lambdas/jobs/share-job.ts'
import { createTendJob, type TendJobDeps } from '../lambdas/jobs/tend-job.ts'
import { createCellLoop } from './cell-loop.ts'

type Deps = ObserveDeps & MeasureDeps & ShareDeps & TendJobDeps

interface Round {
  readonly where: string
  readonly run: (clusterId: string) => Promise<unknown>
  readonly pauseMs: number
  readonly stopWithinMs: number
  readonly runsLast?: boolean
}

/** Brokers remember a user's request for 5 to 12 seconds, so looking less often would miss some. */
const OBSERVE = { pauseMs: 5_000, stopWithinMs: 2_000 }
/**
 * Amazon MSK wants a minute between looks at its metrics; brokers of this machine show what was used sooner. A last pass,
 * as brokers forget their counters when they end.
 */
const METER = { pauseMs: 15_000, stopWithinMs: 3_000, runsLast: true }
/** How soon a registered cluster is ready, and how soon nobody is placed on one that went down. */
const TEND = { pauseMs: 2_000, stopWithinMs: 2_000 }

/** Observing, metering and looking after every cell, each for itself, from now on. */
export function startCellLoops(
  deps: Deps,
  report: (where: string, error: unknown) => void,
): { stop(): Promise<void> } {
  const observer = createObserveJob(deps)
  const meter = createMeterJob(deps)
  const sharer = createShareJob(deps)
  const tender = createTendJob(deps)
  const meterAndWeigh = async (clusterId: string) => {
    await meter.meterCell(clusterId)
    await weighCell(deps, clusterId)
  }
  const rounds: readonly Round[] = [
    { where: 'observe', run: observer.observeCell, ...OBSERVE },
    { where: 'meter', run: meterAndWeigh, ...METER },
    { where: 'shares', run: sharer.shareCell, pauseMs: deps.everyMs, stopWithinMs: 2_000 },
    { where: 'tend', run: tender.tendCluster, ...TEND },
  ]
  const loops = rounds.map(({ where, ...round }) => {
    const clusterIds = where === 'tend' ? () => everyCell(deps) : () => answeringCells(deps)
    return createCellLoop({ ...round, clusterIds, report: (error) => report(where, error) })
  })
  for (const loop of loops) loop.start()
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) }
}

async function everyCell({ clusters }: Deps): Promise<readonly string[]> {
  return (await clusters.list()).map(({ id }) => id)
}

/**
 * Where nobody answers there is nothing to see, and the reason is written down already. One that was measured before is
 * being prepared anew, with tenants on it.
 */
async function answeringCells({ clusters }: Deps): Promise<readonly string[]> {
  const seen = (await clusters.list()).filter(
    ({ admin, state, unreachableSince, measured }) =>
      unreachableSince === null && (admin === null || state !== 'preparing' || measured !== null),
  )
  return seen.map(({ id }) => id)
}
