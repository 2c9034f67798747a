import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from './run.ts'

const requirements = join(import.meta.dirname, 'requirements.txt')

/**
 * The folder with the programs cfn-lint and checkov, at the versions of requirements.txt. Made at the first use (a
 * minute or two) and again when that list changes; a stamp is written last, so that half a folder is never taken for a
 * whole one.
 */
export function pythonTools(folder: string): string {
  const stamp = join(folder, 'stamp')
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex')
  const bin = join(folder, 'bin')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return bin
  console.log('installing cfn-lint and checkov (once, a minute or two)')
  rmSync(folder, { recursive: true, force: true })
  mustRun('python3', ['-m', 'venv', folder])
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-deps']
  mustRun(join(bin, 'pip'), ['install', ...quiet, '--requirement', requirements])
  writeFileSync(stamp, wanted)
  return bin
}
