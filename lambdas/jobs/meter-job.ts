import { type MeasureDeps, type MeasureReport, measureCell } from '../../core/usage/measure-cell.ts'
import { rollUp } from '../../core/usage/roll-up.ts'

/** Metering as something that can be started: by a schedule every minute in AWS, by a timer on one machine. */
export interface MeterJob {
  /** One pass over a cell; then the hours that are over are summed. */
  meterCell(clusterId: string): Promise<MeasureReport>
}

export function createMeterJob(deps: MeasureDeps): MeterJob {
  return {
    async meterCell(clusterId) {
      const report = await measureCell(deps, clusterId)
      await rollUp(deps, clusterId)
      return report
    },
  }
}
