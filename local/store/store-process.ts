import { readSync, openSync, closeSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { damagedHome } from '../home/home-description.ts'
import type { HomePaths } from '../home/home-paths.ts'
import { boundToParent, javaOptions } from '../java/java-options.ts'
import type { Jars } from '../jars/prepare-jars.ts'
import type { ChildSpec } from '../processes/child.ts'
import { errorCode } from '../startup-error.ts'

const HEAP_MEBIBYTES = 128
const PROBE_PATIENCE_MS = 2_000
/** Name that DynamoDB Local gives to its file with -sharedDb. */
const DATABASE = 'shared-local-instance.db'
/** First bytes of every SQLite file: https://sqlite.org/fileformat2.html#magic_header_string */
const SQLITE_HEADER = 'SQLite format 3\0'

/** How to run DynamoDB Local on one loopback port, with its data in the home. */
export function storeProcess(
  port: number,
  options: { paths: HomePaths; java: string; jars: Jars },
): ChildSpec {
  const { paths, java, jars } = options
  const natives = jars.storeNatives
  return {
    name: 'store',
    command: java,
    args: [
      ...javaOptions(HEAP_MEBIBYTES),
      `-Dsqlite4java.library.path=${natives}`,
      '-cp',
      jars.storeClassPath,
      ...boundToParent('LoopbackDynamoDb', [
        '-sharedDb',
        '-dbPath',
        'store',
        '-disableTelemetry',
        '-port',
        String(port),
      ]),
    ],
    cwd: paths.home,
    logPath: join(paths.logs, 'store.log'),
    readyLine: /DynamoDB Local listens/,
    probe: () => answersHttp(port),
  }
}

/**
 * DynamoDB Local starts on a damaged file and fails at the first request, so it is looked at before.
 * @throws StartupError when the file is no SQLite database.
 */
export function requireWholeStore(paths: HomePaths): void {
  const path = join(paths.store, DATABASE)
  const header = readHeader(path)
  if (header !== undefined && header !== '' && header !== SQLITE_HEADER)
    throw damagedHome(paths, `${path} is no database`)
}

function readHeader(path: string): string | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
  try {
    const buffer = Buffer.alloc(SQLITE_HEADER.length)
    return buffer.subarray(0, readSync(file, buffer)).toString('latin1')
  } finally {
    closeSync(file)
  }
}

/** Any answer will do: without a signature it is a 400. */
function answersHttp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(
      { host: '127.0.0.1', port, agent: false, timeout: PROBE_PATIENCE_MS },
      (response) => {
        response.resume()
        resolve(true)
      },
    )
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(false))
    request.once('close', () => resolve(false))
  })
}
