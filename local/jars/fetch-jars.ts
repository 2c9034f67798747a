import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { errorCode, StartupError } from '../startup-error.ts'

const PATIENCE_MS = 900_000
const NOTE_EVERY_MS = 2_000
const TAIL_LINES = 200

export interface FetchJars {
  /** The Maven project whose dependencies are wanted. */
  pom: string
  directory: string
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  /** Told every two seconds how far it is. */
  note(text: string): void
}

/**
 * Copies the jars that a Maven project depends on into a directory, downloading those that this machine does not have.
 * @throws StartupError when Maven is missing, nothing can be downloaded, or Maven fails in another way.
 */
export async function fetchJars(options: FetchJars): Promise<void> {
  const args = [
    '-B',
    '-f',
    options.pom,
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${options.directory}`,
  ]
  const maven = spawn('mvn', args, {
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([options.signal, AbortSignal.timeout(PATIENCE_MS)]),
  })
  const lines: string[] = []
  const progress = countJars(options.note)
  const onLine = (line: string) => {
    progress.see(line)
    lines.push(line)
    lines.splice(0, lines.length - TAIL_LINES)
  }
  createInterface({ input: maven.stdout }).on('line', onLine)
  createInterface({ input: maven.stderr }).on('line', onLine)
  const [code] = await once(maven, 'close').catch((error: unknown) => {
    throw explainMissing(error)
  })
  if (code !== 0) throw explainFailure(lines)
  progress.finish()
}

function countJars(note: (text: string) => void): { see(line: string): void; finish(): void } {
  let downloaded = 0
  let copied = 0
  let notedAt = performance.now()
  return {
    see(line) {
      if (/Downloaded from .*\.jar/.test(line)) downloaded++
      else if (line.includes('Copying ')) copied++
      else return
      if (performance.now() - notedAt < NOTE_EVERY_MS) return
      notedAt = performance.now()
      note(copied > 0 ? `${copied} jars copied` : `${downloaded} jars downloaded`)
    },
    finish: () => note(`${copied} jars, ${downloaded} of them downloaded`),
  }
}

function explainMissing(error: unknown): unknown {
  if (errorCode(error) !== 'ENOENT') return error
  return new StartupError(
    'Maven (mvn) was not found and is needed once to fetch the jars of the broker and the store: install it and put it on the PATH.',
    { cause: error },
  )
}

function explainFailure(lines: readonly string[]): StartupError {
  const problem =
    lines.find((line) => line.includes('ERROR')) ?? lines.at(-1) ?? 'it printed nothing'
  const text = problem.replace(/^.*?\[ERROR\]\s*/, '').slice(0, 500)
  if (
    lines.some((line) =>
      /Could not transfer|Unknown host|UnknownHost|Connection refused|offline mode|timed out|Network is unreachable/i.test(
        line,
      ),
    )
  ) {
    return new StartupError(
      `The jars of the broker and the store could not be downloaded (${text}): connect to the Internet and start again.`,
    )
  }
  return new StartupError(
    `Maven (mvn) could not fetch the jars of the broker and the store (${text}): check that Maven 3.6 or newer works and start again.`,
  )
}
