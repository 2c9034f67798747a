import type { MeasureDeps, MeasureReport } from '../../core/usage/measure-cell.ts'
import { createMeterJob } from './meter-job.ts'

export interface MeterHandlerDeps extends MeasureDeps {
  /** The one cell of this function. */
  readonly clusterId: string
  readonly report: (where: string, error: unknown) => void
  readonly note: (where: string, facts: Readonly<Record<string, unknown>>) => void
}

/**
 * Meters one cell, by schedule. A pass that fails is said and not repeated: the next one, a minute later, covers its
 * time.
 */
export function createMeterHandler({ clusterId, report, note, ...deps }: MeterHandlerDeps) {
  const job = createMeterJob(deps)
  return async (): Promise<void> => {
    try {
      const seen = await job.meterCell(clusterId)
      if (seen.brokersMissed > 0) report('meter', new Error(missed(seen)))
      // The windows that this flags for customers, for whoever runs it: bytes of an interval may never have been counted.
      const { lostTopics, disturbed } = seen
      if (lostTopics > 0 || disturbed) note('meter', { cluster: clusterId, lostTopics, disturbed })
    } catch (error) {
      report('meter', error)
    }
  }
}

function missed({ brokersRead, brokersMissed }: MeasureReport): string {
  return `${brokersMissed} of ${brokersRead + brokersMissed} brokers did not show their counters.`
}
