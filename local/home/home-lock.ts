import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { errorCode, errorMessage, property, StartupError } from '../startup-error.ts'
import type { HomePaths } from './home-paths.ts'

const RETRY_MS = 100
/** A stack that is ready keeps its home; the moment is for one that is just being told to stop. */
const PATIENCE_READY_MS = 1_500
/** A stack without local.json is starting or stopping, and a stop takes up to ten seconds. */
const PATIENCE_CHANGING_MS = 12_000

const SQLITE_BUSY = 5
const SQLITE_NOT_A_DATABASE = 26

/**
 * Takes the home for this process alone and returns how to give it back.
 * The lock is one of the operating system, held through SQLite (https://sqlite.org/lockingv3.html): the kernel frees it
 * when the process ends in whatever way, and neither a zombie nor a recycled process id can keep it.
 */
export async function lockHome(paths: HomePaths): Promise<() => void> {
  const begin = performance.now()
  for (;;) {
    const lock = tryLock(paths)
    if (lock !== undefined) return () => lock.close()
    const patienceMs = existsSync(paths.localJson) ? PATIENCE_READY_MS : PATIENCE_CHANGING_MS
    if (performance.now() - begin > patienceMs)
      throw new StartupError(
        `The home ${paths.home} is in use by another Headgate: stop that one, or choose another directory with HEADGATE_HOME.`,
      )
    await sleep(RETRY_MS)
  }
}

function tryLock(paths: HomePaths): DatabaseSync | undefined {
  const database = openLock(paths)
  try {
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    if (sqliteCode(error) === SQLITE_BUSY) return undefined
    throw explainLockError(paths, error)
  }
}

function openLock(paths: HomePaths): DatabaseSync {
  try {
    return new DatabaseSync(paths.lock)
  } catch (error) {
    throw explainLockError(paths, error)
  }
}

function explainLockError(paths: HomePaths, error: unknown): unknown {
  if (errorCode(error) !== 'ERR_SQLITE_ERROR') return error
  if (sqliteCode(error) === SQLITE_NOT_A_DATABASE)
    return new StartupError(`The lock file ${paths.lock} is damaged: remove it and start again.`, {
      cause: error,
    })
  return new StartupError(
    `The home ${paths.home} cannot be locked (${errorMessage(error)}): check that this user can write there, or choose another directory with HEADGATE_HOME.`,
    { cause: error },
  )
}

function sqliteCode(error: unknown): unknown {
  return property(error, 'errcode')
}
