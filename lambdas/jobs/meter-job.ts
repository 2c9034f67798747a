import { setImmediate as nextTurn } from 'node:timers/promises'
import { type MeasureDeps, type MeasureReport, measureCell } from '../../core/usage/measure-cell.ts'
import { rememberReadings } from '../../core/usage/remember-readings.ts'
import { beginRollingUp, rollUp } from '../../core/usage/roll-up.ts'
import { createTopicIndexes } from '../../core/usage/topic-index.ts'

/** Metering as something that can be started: by a schedule every minute in AWS, by a timer on one machine. */
export interface MeterJob {
  /** One pass over a cell; then the hours that are over are summed. */
  meterCell(clusterId: string): Promise<MeasureReport>
}

/** The same process meters a cell again and again, and goes on from what it knows. */
export function createMeterJob(deps: MeasureDeps): MeterJob {
  const meter = rememberReadings(deps.meter)
  const running = {
    ...deps,
    meter,
    indexes: createTopicIndexes(),
    // Node sends a request when the turn that made it is over.
    letRequestsLeave: () => nextTurn(),
  }
  const begun = new Set<string>()
  return {
    async meterCell(clusterId) {
      if (!begun.has(clusterId)) await beginRollingUp(deps, clusterId)
      begun.add(clusterId)
      const report = await measureCell(running, clusterId)
      await rollUp(deps, clusterId)
      return report
    },
  }
}
