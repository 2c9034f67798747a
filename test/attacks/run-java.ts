import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { cachedDirectory } from '../../local/jars/cache-entry.ts'
import { prepareJars } from '../../local/jars/prepare-jars.ts'
import { propertiesText } from '../../local/broker/properties-text.ts'
import { compileJava } from '../../local/java/compile.ts'
import { javaEnvironment } from '../../local/java/java-environment.ts'
import { javaOptions } from '../../local/java/java-options.ts'
import { requireJava } from '../../local/java/toolchain.ts'
import { readSettings } from '../../local/settings.ts'
import { readTold, type Told } from './verdict/read-told.ts'

const HEAP_MEBIBYTES = 192
const PATIENCE_MS = 800_000
const sourceFolder = join(import.meta.dirname, 'java')

/** One pair for the Java attacks; files are paths of client.properties. */
export interface JavaPlan {
  readonly name: string
  readonly victim: string
  /** The first that there is when it is not given. */
  readonly 'victim.topic'?: string
  readonly attacker: string
  readonly 'attacker.topic'?: string
  /** Who may do what no tenant may; needed for most controls. */
  readonly administrator?: string
  /** A log-in at the controllers' listener. */
  readonly broker?: string
  /** Topics, groups and transactions alone. */
  readonly only?: 'names'
  /** Grants the attacker everything first; then nothing is compared with missing names, and there are no controls. */
  readonly 'mis-isolated'?: boolean
}

/** Runs all plans one after the other in one Java process, with Apache Kafka's own clients. */
export async function runJava(plans: readonly JavaPlan[]): Promise<Told[]> {
  const folder = mkdtempSync(join(tmpdir(), 'headgate-attacks-'))
  try {
    const files = plans.map((plan, n) => {
      const file = join(folder, `plan-${n}.properties`)
      writeFileSync(file, propertiesText({ ...plan }), { mode: 0o600 })
      return file
    })
    const java = await requireJava(process.env)
    const options = [...javaOptions(HEAP_MEBIBYTES), '-Dlog4j2.level=OFF']
    return readTold(await run(java, [...options, '-cp', await classPath(), 'Run', ...files]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function classPath(): Promise<string> {
  const { env } = process
  const { cache } = readSettings(env)
  const { signal } = new AbortController()
  const { brokerClassPath } = await prepareJars({ cache, env, signal, note: () => {} })
  const sources = readdirSync(sourceFolder)
    .sort()
    .map((name) => join(sourceFolder, name))
  const classes = await cachedDirectory({
    cache,
    name: 'attacks',
    source: [brokerClassPath, ...sources.map((path) => readFileSync(path, 'utf8'))].join('\n'),
    fill: (directory) =>
      compileJava({ sources, classPath: brokerClassPath, directory, env, signal }),
  })
  return [classes, brokerClassPath].join(delimiter)
}

function run(java: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(java, args, {
      env: javaEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: PATIENCE_MS,
    })
    let told = ''
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(told)
      else reject(new Error(`The attacks ended with ${code}:\n${told.slice(-2_000)}`))
    })
  })
}
