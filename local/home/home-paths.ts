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

export type HomePaths = ReturnType<typeof homePaths>
