import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileJava } from '../java/compile.ts'
import { explainFileError } from '../startup-error.ts'
import { cachedDirectory } from './cache-entry.ts'
import { fetchJars } from './fetch-jars.ts'

/** Class paths of our Java processes; `*` stands for every jar of a directory. */
export interface Jars {
  brokerClassPath: string
  storeClassPath: string
  /** Directory with the native libraries of SQLite. */
  storeNatives: string
  /** The agent that shows the broker's counters over HTTP. */
  jmxExporter: string
}

interface PrepareJars {
  cache: string
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  note(text: string): void
}

const JMX_EXPORTER = 'jmx_prometheus_javaagent-1.0.1.jar'
const poms = { broker: sourcePath('./broker.xml'), store: sourcePath('./store.xml') }
const javaSources = [
  sourcePath('../java/EndWithParent.java'),
  sourcePath('../store/LoopbackDynamoDb.java'),
]

/** Fetches and compiles what the cache lacks; with a complete cache neither Maven nor the network is asked. */
export async function prepareJars(options: PrepareJars): Promise<Jars> {
  try {
    return await prepareAll(options)
  } catch (error) {
    throw explainFileError(`The cache ${options.cache}`, error, 'HEADGATE_CACHE')
  }
}

async function prepareAll(options: PrepareJars): Promise<Jars> {
  const broker = await prepareProject('broker', options)
  const store = await prepareProject('store', options)
  const storeJars = join(store, '*')
  const classes = await cachedDirectory({
    cache: options.cache,
    name: 'classes',
    source: [poms.store, ...javaSources].map((path) => readFileSync(path, 'utf8')).join('\n'),
    fill: (directory) =>
      compileJava({
        sources: javaSources,
        classPath: storeJars,
        directory,
        env: options.env,
        signal: options.signal,
      }),
  })
  return {
    brokerClassPath: [classes, join(broker, '*')].join(delimiter),
    storeClassPath: [classes, storeJars].join(delimiter),
    storeNatives: store,
    jmxExporter: join(broker, JMX_EXPORTER),
  }
}

function prepareProject(name: 'broker' | 'store', options: PrepareJars): Promise<string> {
  const pom = poms[name]
  return cachedDirectory({
    cache: options.cache,
    name,
    source: readFileSync(pom, 'utf8'),
    async fill(directory) {
      options.note(`fetching the jars of the ${name} (once)`)
      await fetchJars({ ...options, pom, directory })
    },
  })
}

function sourcePath(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}
