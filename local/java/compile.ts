import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { errorCode, errorMessage, StartupError } from '../startup-error.ts'
import { javaCommand } from './toolchain.ts'

const run = promisify(execFile)
const PATIENCE_MS = 120_000

/** Compiles our few Java sources into `directory`. They run on Java 17 whatever newer one compiles them. */
export async function compileJava(options: {
  sources: readonly string[]
  classPath: string
  directory: string
  env: NodeJS.ProcessEnv
  signal: AbortSignal
}): Promise<void> {
  const args = [
    '--release',
    '17',
    '-nowarn',
    '-cp',
    options.classPath,
    '-d',
    options.directory,
    ...options.sources,
  ]
  try {
    await run(javaCommand(options.env, 'javac'), args, {
      env: options.env,
      timeout: PATIENCE_MS,
      signal: options.signal,
    })
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT')
      throw new StartupError(
        'The Java compiler (javac) was not found: install a JDK 17 or newer, not only a Java runtime.',
        { cause },
      )
    throw new StartupError(`The Java compiler (javac) failed: ${firstLine(cause)}.`, { cause })
  }
}

/** The line after the command line that Node puts first. */
function firstLine(cause: unknown): string {
  const [command = '', line = command] = errorMessage(cause).split('\n')
  return line
}
