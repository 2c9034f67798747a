import { type ObserveDeps, observeCell } from '../../core/usage/observe-cell.ts'

export interface ObserveHandlerDeps extends ObserveDeps {
  /** The one cell of this function. */
  readonly clusterId: string
  readonly report: (where: string, error: unknown) => void
}

/** Looks at one cell, by schedule. Brokers show their metrics at most once a minute. */
export function createObserveHandler({ clusterId, report, ...deps }: ObserveHandlerDeps) {
  return async (): Promise<void> => {
    const { topicsReached, usersReached } = await observeCell(deps, clusterId)
    if (!topicsReached) report('observe', new Error('The cluster did not show its topics.'))
    if (!usersReached) report('observe', new Error('No broker showed its metrics.'))
  }
}
