import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { errorCode } from './startup-error.ts'

/** Longer than a broker takes from the choice of its port to listening there, the making of its home included. */
const CLAIM_LASTS_MS = 120_000

/**
 * Claims ports for a program that does not listen yet, so that another one that starts meanwhile chooses others. A claim
 * is an empty file, which only one can make; it is forgotten two minutes later.
 * @returns a function that is false for a port that was claimed by somebody else of this user, and claims it otherwise.
 * Where no files can be made, nothing is ever claimed.
 */
export function portClaims(): (port: number) => boolean {
  const folder = join(tmpdir(), `headgate-ports-${userInfo().uid}`)
  const tried = (work: () => void): boolean => {
    try {
      work()
      return true
    } catch (error) {
      return errorCode(error) !== 'EEXIST'
    }
  }
  tried(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    forgetOld(folder)
  })
  return (port) => tried(() => closeSync(openSync(join(folder, String(port)), 'wx', 0o600)))
}

function forgetOld(folder: string): void {
  const oldest = Date.now() - CLAIM_LASTS_MS
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const claimed = statSync(path, { throwIfNoEntry: false })
    if (claimed !== undefined && claimed.mtimeMs < oldest) rmSync(path, { force: true })
  }
}
