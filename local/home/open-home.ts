import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { explainFileError, StartupError } from '../startup-error.ts'
import { homePaths, type HomePaths } from './home-paths.ts'

const MEBIBYTE = 1_048_576
/** Java maps files of the broker into memory and dies without a word when the disk fills under them. */
const LEAST_FREE_MEBIBYTES = 64

/**
 * Makes the directories of a home, which may exist already and hold foreign files.
 * @throws StartupError when it is no directory, cannot be written, or its disk is almost full.
 */
export function openHome(home: string): HomePaths {
  const paths = homePaths(home)
  try {
    // First, because mkdir on a read-only disk says that a directory is missing, and an existing home passes it.
    accessSync(nearestExisting(home), constants.W_OK)
    for (const directory of [home, paths.keys, paths.kafka, paths.store, paths.logs, paths.outbox])
      mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw explainFileError(`The home ${home}`, error, 'HEADGATE_HOME')
  }
  requireSpace(home)
  return paths
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path))
}

function requireSpace(home: string): void {
  const disk = statfsSync(home)
  const freeMebibytes = Math.floor((disk.bavail * disk.bsize) / MEBIBYTE)
  if (freeMebibytes >= LEAST_FREE_MEBIBYTES) return
  throw new StartupError(
    `The disk of the home ${home} is full (${freeMebibytes} MiB left, ${LEAST_FREE_MEBIBYTES} needed): free some space, or choose another directory with HEADGATE_HOME.`,
  )
}
