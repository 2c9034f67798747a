import {
  shareCell,
  type ShareDeps,
  type ShareLook,
  type ShareReport,
} from '../../core/quota/share-cell.ts'

/** Sharing rates out as something that can be started: by a schedule in AWS, by a timer on one machine. */
export interface ShareJob {
  shareCell(clusterId: string): Promise<ShareReport>
}

/** Remembers the last look at each cell, as long as the process lives: that makes what was served since exact. */
export function createShareJob(deps: ShareDeps): ShareJob {
  const looks = new Map<string, ShareLook>()
  return {
    async shareCell(clusterId) {
      const report = await shareCell(deps, clusterId, looks.get(clusterId) ?? null)
      looks.set(clusterId, report.look)
      return report
    },
  }
}
