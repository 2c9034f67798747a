import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeDurably } from '../home/durable-file.ts'
import { type ClusterDescription, damagedHome } from '../home/home-description.ts'
import type { HomePaths } from '../home/home-paths.ts'
import { javaEnvironment } from '../java/java-environment.ts'
import { boundToParent, javaOptions } from '../java/java-options.ts'
import { tellingLine } from '../processes/telling-line.ts'
import { errorMessage, StartupError } from '../startup-error.ts'
import type { BrokerPlan, ClusterSecrets } from './cluster-plan.ts'
import { parseProperties } from './properties-text.ts'
import { brokerDirectory, serverProperties } from './server-properties.ts'

const run = promisify(execFile)
const PATIENCE_MS = 60_000
const WORK_PREFIX = 'new-'
const FORMAT_HEAP_MEBIBYTES = 96

export interface FormatBrokers {
  paths: HomePaths
  description: ClusterDescription
  brokers: readonly BrokerPlan[]
  secrets: ClusterSecrets
  java: string
  classPath: string
  signal: AbortSignal
}

/** Gives every broker of a new home its data directory; checks those of an older one. */
export async function formatBrokers(options: FormatBrokers): Promise<void> {
  removeUnfinishedWork(options)
  await Promise.all(
    options.brokers.map((broker) =>
      hasData(options, broker.id) ? requireOwnData(options, broker.id) : format(options, broker),
    ),
  )
}

function hasData({ paths, description }: FormatBrokers, id: number): boolean {
  if (existsSync(join(paths.home, brokerDirectory(id)))) return true
  if (description.formatted)
    throw damagedHome(paths, `${join(paths.home, brokerDirectory(id))} is missing`)
  return false
}

function requireOwnData({ paths, description }: FormatBrokers, id: number): void {
  const path = join(paths.home, brokerDirectory(id), 'meta.properties')
  let meta: Map<string, string>
  try {
    meta = parseProperties(readFileSync(path, 'latin1'))
  } catch (error) {
    throw damagedHome(paths, `${path} cannot be read`, error)
  }
  if (meta.get('cluster.id') === description.clusterId && meta.get('node.id') === String(id)) return
  throw damagedHome(paths, `${path} does not belong to this home`)
}

/**
 * Formats in a directory of its own and renames, so that a directory with the right name is always whole, and the
 * formatter of a start that was just killed writes elsewhere.
 */
async function format(options: FormatBrokers, broker: BrokerPlan): Promise<void> {
  const { paths, brokers, secrets } = options
  const work = `kafka/${WORK_PREFIX}${randomBytes(6).toString('hex')}`
  const [data, properties] = [`${work}/data`, `${work}/server.properties`]
  mkdirSync(join(paths.home, data), { recursive: true, mode: 0o700 })
  writeDurably(join(paths.home, properties), serverProperties(broker, brokers, secrets, data))
  try {
    await runStorageTool(options, properties)
    renameSync(join(paths.home, data), join(paths.home, brokerDirectory(broker.id)))
  } catch (cause) {
    throw new StartupError(
      `The data directory of broker ${broker.id} could not be made (${tellingLine(errorMessage(cause).split('\n'))}): check the disk of ${paths.home} and start again.`,
      { cause },
    )
  }
  rmSync(join(paths.home, work), { recursive: true, force: true })
}

async function runStorageTool(options: FormatBrokers, properties: string): Promise<void> {
  const { paths, description, java, classPath, signal } = options
  const toolArgs = ['format', '--config', properties, '--cluster-id', description.clusterId]
  const args = [
    ...javaOptions(FORMAT_HEAP_MEBIBYTES),
    '-Dlog4j2.level=ERROR',
    '-cp',
    classPath,
    ...boundToParent('kafka.tools.StorageTool', toolArgs),
  ]
  const env = javaEnvironment(process.env)
  await run(java, args, { cwd: paths.home, env, timeout: PATIENCE_MS, signal })
}

/** Left by a start that was killed while it formatted. */
function removeUnfinishedWork({ paths }: FormatBrokers): void {
  for (const name of readdirSync(paths.kafka).filter((entry) => entry.startsWith(WORK_PREFIX)))
    rmSync(join(paths.kafka, name), { recursive: true, force: true, maxRetries: 5 })
}
