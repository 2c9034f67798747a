import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cachedDirectory } from '../../../local/jars/cache-entry.ts'

const execute = promisify(execFile)

/** The path of a Python that has these requirements, made once. Called by it, it works wherever it was moved to. */
export async function preparePython(
  cache: string,
  name: string,
  requirements: string,
): Promise<string> {
  const directory = await cachedDirectory({
    cache,
    name,
    source: readFileSync(requirements, 'utf8'),
    async fill(empty) {
      await execute('python3', ['-m', 'venv', empty])
      const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
      await execute(join(empty, 'bin', 'python'), [...install, '--requirement', requirements])
    },
  })
  return join(directory, 'bin', 'python')
}
