import { join } from 'node:path'

/** Our own names in a home. Whatever else lies there belongs to somebody else and is never looked at. */
export function homePaths(home: string) {
  return {
    home,
    lock: join(home, 'lock'),
    description: join(home, 'home.json'),
    processes: join(home, 'processes.json'),
    localJson: join(home, 'local.json'),
    ca: join(home, 'ca.pem'),
    keys: join(home, 'keys'),
    kafka: join(home, 'kafka'),
    store: join(home, 'store'),
    logs: join(home, 'logs'),
    outbox: join(home, 'outbox'),
  }
}

/**
 * Where a cluster of the home lies: the first (0) where it always was, the others in directories of their own below it.
 * Certificates and logs stay with the home.
 */
export function clusterPaths(paths: HomePaths, index: number): HomePaths {
  if (index === 0) return paths
  const home = join(paths.home, `cluster-${index + 1}`)
  return { ...paths, home, kafka: join(home, 'kafka') }
}

export type HomePaths = ReturnType<typeof homePaths>
