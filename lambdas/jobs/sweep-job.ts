import {
  type SweepDeps,
  type SweepReport,
  sweepCell,
} from '../../core/reconcile/drift/sweep-cell.ts'

export interface SweepJobDeps extends SweepDeps {
  /** One line of the log. */
  readonly note: (where: string, facts: Readonly<Record<string, unknown>>) => void
}

/** Looking for drift as something that can be started: by a schedule in AWS, by a timer on one machine. */
export interface SweepJob {
  sweepCell(clusterId: string): Promise<SweepReport>
}

/** Says what was found and done in one line; says nothing of a cluster that is as it should be. */
export function createSweepJob({ note, ...deps }: SweepJobDeps): SweepJob {
  return {
    async sweepCell(clusterId) {
      const report = await sweepCell(deps, clusterId)
      const { reached, judged, found, taken, settling, waiting, closed } = report
      if (reached && found.length + closed > 0) {
        const kinds = countsOf(found.map(({ kind }) => kind))
        note('drift', { cluster: clusterId, judged, kinds, taken, settling, waiting, closed })
      }
      return report
    },
  }
}

function countsOf(kinds: readonly string[]): Readonly<Record<string, number>> {
  const grouped = Map.groupBy(kinds, (kind) => kind)
  return Object.fromEntries([...grouped].map(([kind, each]) => [kind, each.length]))
}
