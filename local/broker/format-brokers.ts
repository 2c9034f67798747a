import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeDurably } from '../home/durable-file.ts'
import { damagedHome, type HomeDescription } from '../home/home-description.ts'
import type { HomePaths } from '../home/home-paths.ts'
import { javaEnvironment } from '../java/java-environment.ts'
import { javaOptions } from '../java/java-options.ts'
import { tellingLine } from '../processes/telling-line.ts'
import { errorMessage, StartupError } from '../startup-error.ts'
import type { BrokerPlan, ClusterSecrets } from './cluster-plan.ts'
import { parseProperties } from './properties-text.ts'
import { brokerDirectory, serverProperties } from './server-properties.ts'

const run = promisify(execFile)
const PATIENCE_MS = 60_000
const FORMAT_HEAP_MEBIBYTES = 96

export interface FormatBrokers {
  paths: HomePaths
  description: HomeDescription
  brokers: readonly BrokerPlan[]
  secrets: ClusterSecrets
  java: string
  classPath: string
  signal: AbortSignal
}

/** Gives every broker of a new home its data directory; checks those of an older one. */
export async function formatBrokers(options: FormatBrokers): Promise<void> {
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

/** Formats under another name and renames, so that a directory with the right name is always whole. */
async function format(options: FormatBrokers, broker: BrokerPlan): Promise<void> {
  const { paths, description, brokers, secrets, java, classPath, signal } = options
  const directory = `${brokerDirectory(broker.id)}.new`
  const properties = `${directory}.properties`
  rmSync(join(paths.home, directory), { recursive: true, force: true })
  mkdirSync(join(paths.home, directory), { mode: 0o700 })
  writeDurably(join(paths.home, properties), serverProperties(broker, brokers, secrets, directory))
  const args = [
    ...javaOptions(FORMAT_HEAP_MEBIBYTES),
    '-Dlog4j2.level=ERROR',
    '-cp',
    classPath,
    'kafka.tools.StorageTool',
    'format',
    '--config',
    properties,
    '--cluster-id',
    description.clusterId,
  ]
  try {
    await run(java, args, {
      cwd: paths.home,
      env: javaEnvironment(process.env),
      timeout: PATIENCE_MS,
      signal,
    })
  } catch (cause) {
    throw new StartupError(
      `The data directory of broker ${broker.id} could not be made (${tellingLine(errorMessage(cause).split('\n'))}): check the disk of ${paths.home} and start again.`,
      { cause },
    )
  }
  rmSync(join(paths.home, properties), { force: true })
  renameSync(join(paths.home, directory), join(paths.home, brokerDirectory(broker.id)))
}
