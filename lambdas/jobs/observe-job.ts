import {
  type ObservationReport,
  type ObserveDeps,
  observeCell,
} from '../../core/usage/observe-cell.ts'

/** Looking at a cell as something that can be started: by a schedule in AWS, by a timer on one machine. */
export interface ObserveJob {
  observeCell(clusterId: string): Promise<ObservationReport>
}

export function createObserveJob(deps: ObserveDeps): ObserveJob {
  return { observeCell: (clusterId) => observeCell(deps, clusterId) }
}
