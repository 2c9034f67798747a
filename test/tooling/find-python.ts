import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** Of a Python 3: `12` is Python 3.12. */
type Minor = number
type Environment = Readonly<Record<string, string | undefined>>

/** Those whose packages come built; a newer one is found as `python3`. */
const NAMED: readonly Minor[] = [14, 13, 12, 11]
const ASK_MS = 30_000

/**
 * The command of a Python that is at least 3.`minor`: `python3`, one with its version in the name, or one that pyenv
 * has installed and not chosen. Throws when there is none.
 */
export function findPython(minor: Minor, env: Environment = process.env): string {
  const found = candidates(env).find((command) => minorOf(command, env) >= minor)
  if (found !== undefined) return found
  throw new Error(
    `Python 3.${minor} or later is needed, as python3 or python3.${minor} on the PATH or installed with pyenv.`,
  )
}

function candidates(env: Environment): readonly string[] {
  const pyenv = env['PYENV_ROOT'] ?? join(homedir(), '.pyenv')
  // With another home, and none of pyenv's variables, the others still stand beside the one that runs.
  const own = say('python3', 'import sys; print(sys.base_prefix)', env)
  const folders = new Set([join(pyenv, 'versions'), ...(own === '' ? [] : [dirname(own)])])
  return [
    'python3',
    ...NAMED.map((minor) => `python3.${minor}`),
    ...[...folders].flatMap((folder) =>
      namesIn(folder).map((version) => join(folder, version, 'bin', 'python3')),
    ),
  ]
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Below zero for what is no Python 3 or does not run. */
function minorOf(command: string, env: Environment): Minor {
  const told = say(
    command,
    'import sys; print(sys.version_info[1] if sys.version_info[0] == 3 else -1)',
    env,
  )
  return told === '' ? -1 : Number(told)
}

/** What the program prints; nothing for what does not run. */
function say(command: string, program: string, env: Environment): string {
  try {
    const options = { env, timeout: ASK_MS, encoding: 'utf8' } as const
    return execFileSync(command, ['-c', program], {
      ...options,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return ''
  }
}
