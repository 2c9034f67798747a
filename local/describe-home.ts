import {
  clustersOf,
  type HomeDescription,
  newHomeDescription,
  readHomeDescription,
  withClusters,
  writeHomeDescription,
} from './home/home-description.ts'
import type { HomePaths } from './home/home-paths.ts'
import type { Settings } from './settings.ts'
import { StartupError } from './startup-error.ts'

/**
 * What the home is from this start on. It may get more clusters at a later start, never fewer: what lies on one would be
 * lost.
 * @throws StartupError when it was made as something else than is asked for.
 */
export function describeHome(
  paths: HomePaths,
  settings: Pick<Settings, 'brokers' | 'clusters'>,
): HomeDescription {
  const existing = readHomeDescription(paths)
  const description = existing ?? newHomeDescription(settings.brokers ?? 1)
  refuseOther(paths, 'HEADGATE_BROKERS', settings.brokers, description.brokers)
  const clusters = clustersOf(description).length
  if (settings.clusters !== undefined && settings.clusters < clusters)
    refuseOther(paths, 'HEADGATE_CLUSTERS', settings.clusters, clusters)
  const next = withClusters(description, settings.clusters ?? clusters)
  // Before anything is made with its cluster ids: a start cut short later goes on with the same ones.
  if (next !== existing) writeHomeDescription(paths, next)
  return next
}

function refuseOther(
  paths: HomePaths,
  variable: string,
  wanted: number | undefined,
  existing: number,
): void {
  if (wanted === undefined || wanted === existing) return
  throw new StartupError(
    `${variable} is "${wanted}", but the home ${paths.home} was made with ${existing}: leave the variable out, or choose another directory with HEADGATE_HOME.`,
  )
}
