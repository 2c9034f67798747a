import type { UnsettledSignal } from '../core/tenant/tenant-ports.ts'
import type { ReconcileJob } from '../lambdas/jobs/reconcile-job.ts'
import { createLane, type Lane } from './lane.ts'

export interface ReconcileLoop extends UnsettledSignal {
  /** Passes begin from here on, by hint and by the clock. */
  start(): void
  /** No pass begins after this; the one under way is waited for. */
  stop(): Promise<void>
}

interface LoopOptions {
  readonly job: ReconcileJob
  readonly clusterIds: () => Promise<readonly string[]>
  /** After every pass. */
  readonly onPass: () => void
  readonly report: (error: unknown) => void
}

/** The schedule that needs no hints: what is due is looked for this often. */
const TICK_MS = 1_000

/** Runs the same jobs that AWS starts from queues and schedules: one lane for placing, and one for each cluster. */
export function createReconcileLoop({
  job,
  clusterIds,
  onPass,
  report,
}: LoopOptions): ReconcileLoop {
  const cells = new Map<string, Lane>()
  let timer: NodeJS.Timeout | undefined

  const waiting = createLane(async (hinted) => {
    const placed = await job.placeWaiting(hinted)
    for (const [clusterId, tenantIds] of placed) cell(clusterId).kick(tenantIds)
    onPass()
    return false
  }, report)

  function cell(clusterId: string): Lane {
    const known = cells.get(clusterId)
    if (known !== undefined) return known
    const lane = createLane(async (hinted) => {
      const { more, faults } = await job.settleCell(clusterId, hinted)
      for (const fault of faults) report(fault)
      onPass()
      return more
    }, report)
    cells.set(clusterId, lane)
    return lane
  }

  async function tick(): Promise<void> {
    waiting.kick()
    for (const clusterId of await clusterIds()) cell(clusterId).kick()
  }

  return {
    raise: (tenantId, clusterId) =>
      (clusterId === null ? waiting : cell(clusterId)).kick([tenantId]),
    start: () => {
      timer = setInterval(() => void tick().catch(report), TICK_MS)
    },
    stop: async () => {
      clearInterval(timer)
      await Promise.all([waiting, ...cells.values()].map((lane) => lane.stop()))
    },
  }
}
