import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartupError } from '../startup-error.ts'

const run = promisify(execFile)
const PATIENCE_MS = 30_000
/** Kafka 4 brokers and DynamoDB Local 2 both need it: https://kafka.apache.org/documentation/#java */
const OLDEST_JAVA = 17

/**
 * Finds Java the way Java's own tools do: JAVA_HOME first, then the PATH.
 * @returns the command that starts it.
 * @throws StartupError when there is none, or it is older than 17.
 */
export async function requireJava(env: NodeJS.ProcessEnv): Promise<string> {
  const java = javaCommand(env, 'java')
  const version = majorVersion(await versionText(java, env))
  if (version >= OLDEST_JAVA) return java
  throw new StartupError(
    `Java ${version} (${java}) is too old: install Java ${OLDEST_JAVA} or newer and put it on the PATH or in JAVA_HOME.`,
  )
}

/** The path of a program of the JDK, or its bare name for the PATH to find. */
export function javaCommand(env: NodeJS.ProcessEnv, program: 'java' | 'javac'): string {
  const home = env['JAVA_HOME']
  const path = home ? join(home, 'bin', program) : program
  return existsSync(path) ? path : program
}

async function versionText(java: string, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    return (await run(java, ['-version'], { env, timeout: PATIENCE_MS })).stderr
  } catch (cause) {
    throw new StartupError(
      `Java was not found or does not run: install Java ${OLDEST_JAVA} or newer and put it on the PATH or in JAVA_HOME.`,
      { cause },
    )
  }
}

/** Reads `openjdk version "17.0.15"`, and `java version "1.8.0_402"` of the old count. */
function majorVersion(text: string): number {
  const match = /version "(?:1\.)?(\d+)/.exec(text)
  if (match === null)
    throw new StartupError(
      `The version of Java cannot be read from "${text.split('\n')[0] ?? ''}": put Java ${OLDEST_JAVA} or newer on the PATH or in JAVA_HOME.`,
    )
  return Number(match[1])
}
