import { type PassReport, type SettleDeps, settleCell } from '../../core/reconcile/settle.ts'
import { settleWaiting } from '../../core/reconcile/settle-waiting.ts'

/** Settling as something that can be started: by a queue and a schedule in AWS, by timers on one machine. */
export interface ReconcileJob {
  /** One pass over the tenants without a cluster; answers with those placed, by cluster. */
  placeWaiting(hinted: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
  /** One pass over a cell. */
  settleCell(clusterId: string, hinted: readonly string[]): Promise<PassReport>
}

export function createReconcileJob(deps: SettleDeps): ReconcileJob {
  return {
    placeWaiting: (hinted) => settleWaiting(deps, hinted),
    settleCell: (clusterId, hinted) => settleCell(deps, clusterId, hinted),
  }
}
