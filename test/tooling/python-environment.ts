import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findPython } from './find-python.ts'

/** Some hundred MB may be fetched. */
const INSTALL_MAX_MS = 600_000

const environments = fileURLToPath(new URL('../../.venv/', import.meta.url))

/**
 * The `bin` folder of a Python that has what the list names, at the exact versions of that list and nothing beside it.
 * Made at the first use (a minute or two) and again when the list changes; a stamp is written last, so that half a
 * folder is never taken for a whole one. `minor`: of Python 3, the least that will do.
 */
export function pythonEnvironment(name: string, requirements: string, minor = 0): string {
  const folder = join(environments, name)
  const stamp = join(folder, 'stamp')
  const bin = join(folder, 'bin')
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return bin
  rmSync(folder, { recursive: true, force: true })
  run(findPython(minor), ['-m', 'venv', folder])
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-deps']
  run(join(bin, 'python'), ['-m', 'pip', 'install', ...quiet, '--requirement', requirements])
  writeFileSync(stamp, wanted)
  return bin
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: INSTALL_MAX_MS })
}
