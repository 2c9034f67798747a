import type { ShareDeps } from '../../core/quota/share-cell.ts'
import { createShareJob } from './share-job.ts'

export interface ShareHandlerDeps extends ShareDeps {
  /** The one cell of this function. */
  readonly clusterId: string
  readonly report: (where: string, error: unknown) => void
}

/** Shares out the rates of one cell, by schedule. A pass that fails is said and not repeated: shares stay as they are. */
export function createShareHandler({ clusterId, report, ...deps }: ShareHandlerDeps) {
  const job = createShareJob(deps)
  return async (): Promise<void> => {
    try {
      const { refused } = await job.shareCell(clusterId)
      if (refused > 0) report('share', new Error(`The cluster did not take ${refused} quotas.`))
    } catch (error) {
      report('share', error)
    }
  }
}
