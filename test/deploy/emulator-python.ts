import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const requirements = join(import.meta.dirname, 'requirements.txt')
const folder = join(import.meta.dirname, '../../.venv/emulator')
/** 220 MB are fetched. */
const INSTALL_MAX_MS = 600_000

/**
 * The Python that has the emulator, at the versions of requirements.txt. Made at the first use (a minute) and again when
 * that list changes; a stamp is written last, so that half a folder is never taken for a whole one.
 */
export function emulatorPython(): string {
  const stamp = join(folder, 'stamp')
  const python = join(folder, 'bin/python')
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python
  rmSync(folder, { recursive: true, force: true })
  run('python3', ['-m', 'venv', folder])
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-deps']
  run(python, ['-m', 'pip', 'install', ...quiet, '--requirement', requirements])
  writeFileSync(stamp, wanted)
  return python
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: INSTALL_MAX_MS })
}
