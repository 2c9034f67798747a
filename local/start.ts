import { endSurvivors } from './processes/end-process.ts'
import {
  keepProcessRecords,
  readProcessRecords,
  removeProcessRecords,
} from './processes/process-records.ts'
import { clustersOf, type HomeDescription } from './home/home-description.ts'
import { describeHome } from './describe-home.ts'
import { lockHome } from './home/home-lock.ts'
import type { HomePaths } from './home/home-paths.ts'
import { loadKeys } from './home/keys.ts'
import { type LocalJson, removeLocalJson, writeLocalJson } from './home/local-json.ts'
import { openHome } from './home/open-home.ts'
import { prepareJars } from './jars/prepare-jars.ts'
import { requireJava } from './java/toolchain.ts'
import type { EmbeddedParts } from './parts.ts'
import { startPhases } from './phases.ts'
import { planPorts, portTaken, type StackPorts } from './ports.ts'
import { openScope, type Scope } from './scope.ts'
import { readSettings, type Settings } from './settings.ts'
import { startParts } from './start-parts.ts'
import { errorCode, explainFileError } from './startup-error.ts'
import { welcome } from './welcome.ts'

/** Puts the API in front of the parts. With port 0 it chooses one and says which. */
export type Serve = (
  parts: EmbeddedParts,
  listen: { host: '127.0.0.1'; port: number },
  settings: Pick<Settings, 'sweepEveryMs'>,
) => Promise<{ port: number; close(): Promise<void> }>

export interface Running {
  localJson: LocalJson
  /** Ends everything within ten seconds, and removes local.json first. */
  stop(): Promise<void>
}

export interface StartOptions {
  env: NodeJS.ProcessEnv
  print(line: string): void
  serve: Serve
  /** Aborted: the start ends what it has begun and fails. */
  signal?: AbortSignal
}

/**
 * Starts broker, store and API with the state of one home.
 * @throws StartupError one sentence about what a person has to do. Whatever it throws, nothing is left running.
 */
export async function start(options: StartOptions): Promise<Running> {
  const settings = readSettings(options.env)
  const scope = openScope()
  const signal = options.signal ?? new AbortController().signal
  try {
    const localJson = await untilAborted(signal, startAll({ ...options, signal }, settings, scope))
    return { localJson, stop: () => scope.close() }
  } catch (error) {
    await scope.close()
    throw explainFileError(`The home ${settings.home}`, error, 'HEADGATE_HOME')
  }
}

async function startAll(
  options: StartOptions & { signal: AbortSignal },
  settings: Settings,
  scope: Scope,
): Promise<LocalJson> {
  const phases = startPhases(options.print)
  options.print(`Headgate starts in ${settings.home}`)
  const { paths, description, ports } = await phases.during('home, its lock and ports', () =>
    claimHome(settings, scope),
  )
  const [java, jars] = await phases.during('Java and the jars of broker and store', () =>
    Promise.all([
      requireJava(options.env),
      prepareJars({
        cache: settings.cache,
        env: options.env,
        signal: options.signal,
        note: phases.note,
      }),
    ]),
  )
  const records = keepProcessRecords(paths.processes)
  const keys = loadKeys(paths, !description.formatted)
  const parts = await startParts({
    paths,
    description,
    ports,
    java,
    jars,
    keys,
    webhookReach: settings.webhookReach,
    records,
    phases,
    scope,
    signal: options.signal,
  })
  const localJson = await phases.during('API', () =>
    startApi(parts, paths, ports, (...args) => options.serve(...args, settings), scope),
  )
  for (const line of welcome(localJson, paths, phases.elapsed())) options.print(line)
  return localJson
}

/** From here on the home is ours: nothing of an earlier start runs, and no stale local.json misleads anybody. */
async function claimHome(
  settings: Settings,
  scope: Scope,
): Promise<{ paths: HomePaths; description: HomeDescription; ports: StackPorts }> {
  const paths = openHome(settings.home)
  const unlock = await lockHome(paths)
  await scope.defer(unlock)
  removeLocalJson(paths)
  await endSurvivors(readProcessRecords(paths.processes))
  removeProcessRecords(paths.processes)
  await scope.defer(() => removeProcessRecords(paths.processes))
  const description = describeHome(paths, settings)
  const brokers = description.brokers * clustersOf(description).length
  return { paths, description, ports: await planPorts(settings.apiPort, brokers) }
}

async function startApi(
  parts: EmbeddedParts,
  paths: HomePaths,
  ports: StackPorts,
  serve: (...args: [EmbeddedParts, Parameters<Serve>[1]]) => ReturnType<Serve>,
  scope: Scope,
): Promise<LocalJson> {
  const api = await serve(parts, { host: '127.0.0.1', port: ports.api }).catch((error: unknown) => {
    const code = errorCode(error)
    throw code === 'EADDRINUSE' || code === 'EACCES' ? portTaken(ports.api, 'the API', code) : error
  })
  await scope.defer(() => api.close())
  const origin = `http://127.0.0.1:${api.port}`
  const localJson: LocalJson = {
    apiUrl: `${origin}/v1`,
    consoleUrl: `${origin}/`,
    ...kafkaOf(parts),
    operatorToken: parts.keys.operatorToken,
    pid: process.pid,
  }
  writeLocalJson(paths, localJson)
  await scope.defer(() => removeLocalJson(paths))
  return localJson
}

/** The first cluster as ever; all of them where there are several. */
function kafkaOf({ clusters }: EmbeddedParts): Pick<LocalJson, 'kafka' | 'clusters'> {
  const [first] = clusters
  if (first === undefined) throw new RangeError('A stack has one cluster at least.')
  const { bootstrapServers, caPath } = first
  const all = clusters.map(({ id, bootstrapServers: servers }) => ({
    id,
    bootstrapServers: servers,
  }))
  return { kafka: { bootstrapServers, caPath }, ...(all.length > 1 ? { clusters: all } : {}) }
}

function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted()
  return Promise.race([
    work,
    new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    ),
  ])
}
