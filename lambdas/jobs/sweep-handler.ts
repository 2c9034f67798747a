import { createSweepJob, type SweepJobDeps } from './sweep-job.ts'

export interface SweepHandlerDeps extends SweepJobDeps {
  /** The one cell of this function. */
  readonly clusterId: string
  readonly report: (where: string, error: unknown) => void
}

/** Sweeps one cell, by schedule. What waits for a person is reported at every sweep: alarms count that. */
export function createSweepHandler({ clusterId, report, ...deps }: SweepHandlerDeps) {
  const job = createSweepJob(deps)
  return async (): Promise<void> => {
    try {
      const { reached, waiting } = await job.sweepCell(clusterId)
      if (!reached) report('drift', new Error('The cluster did not show what is on it.'))
      if (waiting > 0) report('drift', new Error(`${waiting} findings wait for a person.`))
    } catch (error) {
      report('drift', error)
    }
  }
}
