import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { cachedDirectory } from '../../../local/jars/cache-entry.ts'
import { fetchJars } from '../../../local/jars/fetch-jars.ts'
import { prepareJars } from '../../../local/jars/prepare-jars.ts'
import { compileJava } from '../../../local/java/compile.ts'
import { javaOptions } from '../../../local/java/java-options.ts'
import { requireJava } from '../../../local/java/toolchain.ts'
import { readSettings } from '../../../local/settings.ts'
import { preparePython } from './prepare-python.ts'

const PATIENCE_MS = 400_000
const CLIENT_HEAP_MEBIBYTES = 128

const execute = promisify(execFile)

/** The clients that customers use, in the versions that were tried; fetched once and kept in the cache of jars. */
export interface ClientTools {
  /** Runs a command of a customer in a directory, and answers with what it printed. */
  run(directory: string, command: string, args: readonly string[], env?: Env): Promise<string>
  /** A Python that has confluent-kafka. */
  readonly python: string
  readonly java: string
  readonly kafkaToolsClassPath: string
  readonly springClassPath: string
}

type Env = Readonly<Record<string, string>>

export async function prepareClientTools(): Promise<ClientTools> {
  const { env } = process
  const { cache } = readSettings(env)
  const { signal } = new AbortController()
  const java = await requireJava(env)
  const { brokerClassPath } = await prepareJars({ cache, env, signal, note: () => {} })
  return {
    run,
    java,
    python: await preparePython(cache, 'python-client', clientFile('requirements.txt')),
    kafkaToolsClassPath: brokerClassPath,
    springClassPath: await prepareSpring(cache, signal),
  }
}

async function run(
  directory: string,
  command: string,
  args: readonly string[],
  env: Env = {},
): Promise<string> {
  const { stdout } = await execute(command, [...args], {
    cwd: directory,
    timeout: PATIENCE_MS,
    env: {
      ...process.env,
      JDK_JAVA_OPTIONS: javaOptions(CLIENT_HEAP_MEBIBYTES).join(' '),
      PYTHONDONTWRITEBYTECODE: '1',
      ...env,
    },
  })
  return stdout
}

async function prepareSpring(cache: string, signal: AbortSignal): Promise<string> {
  const { env } = process
  const pom = clientFile('spring.xml')
  const sources = ['SendAndRead.java', 'PrintLogIn.java'].map(clientFile)
  const jars = await cachedDirectory({
    cache,
    name: 'spring-client',
    source: readFileSync(pom, 'utf8'),
    fill: (directory) => fetchJars({ pom, directory, env, signal, note: () => {} }),
  })
  const classPath = join(jars, '*')
  const classes = await cachedDirectory({
    cache,
    name: 'spring-client-classes',
    source: [pom, ...sources].map((path) => readFileSync(path, 'utf8')).join('\n'),
    fill: (directory) => compileJava({ sources, classPath, directory, env, signal }),
  })
  return [classes, classPath].join(delimiter)
}

/** The path of a file beside this one. */
export function clientFile(name: string): string {
  return join(import.meta.dirname, name)
}
