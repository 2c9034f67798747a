import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ensureTable } from '../../adapters/dynamodb/create-table.ts'
import { closeTable, type DynamoTable, openTable } from '../../adapters/dynamodb/dynamo-table.ts'
import type { HomePaths } from '../../local/home/home-paths.ts'
import { openHome } from '../../local/home/open-home.ts'
import { type Jars, prepareJars } from '../../local/jars/prepare-jars.ts'
import { requireJava } from '../../local/java/toolchain.ts'
import { chooseFreePorts } from '../../local/ports.ts'
import { type ChildRun, runChild } from '../../local/processes/child.ts'
import { readSettings } from '../../local/settings.ts'
import { storeProcess } from '../../local/store/store-process.ts'

/** DynamoDB Local as the embedded mode runs it, with its data in a directory of its own. */
export interface RealStore {
  readonly port: number
  /** A connection to a table; makes the table unless it is there. A new name each time unless one is given. */
  table(tableName?: string): Promise<DynamoTable>
  /** Ends the process at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>
  /** Starts it again on the same data and port. */
  restart(): Promise<void>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/** The first start of all fetches jars. */
const READY_WITHIN_MS = 240_000

/** The test is its own supervisor: nothing is recorded for a later start to find. */
const noRecords = { add() {}, remove() {} }

export async function startRealStore(): Promise<RealStore> {
  const parts = await prepare()
  const tables: DynamoTable[] = []
  let child = await launch(parts)
  const kill = async () => {
    child.kill()
    await child.ended
  }
  return {
    port: parts.port,
    async table(tableName = `test-${randomBytes(6).toString('hex')}`) {
      const table = tableAt(parts.port, tableName)
      tables.push(table)
      await ensureTable(table)
      return table
    },
    kill,
    async restart() {
      child = await launch(parts)
    },
    async stop() {
      for (const table of tables) closeTable(table)
      await kill()
      rmSync(parts.paths.home, { recursive: true, force: true })
    },
  }
}

interface Parts {
  readonly paths: HomePaths
  readonly java: string
  readonly jars: Jars
  readonly port: number
}

async function prepare(): Promise<Parts> {
  const { env } = process
  const java = await requireJava(env)
  const { cache } = readSettings(env)
  const signal = AbortSignal.timeout(600_000)
  const jars = await prepareJars({ cache, env, signal, note: () => {} })
  const [port] = await chooseFreePorts(1)
  if (port === undefined) throw new Error('There is no free port.')
  return { paths: openHome(mkdtempSync(join(tmpdir(), 'headgate-store-'))), java, jars, port }
}

async function launch({ port, ...options }: Parts): Promise<ChildRun> {
  const spec = storeProcess(port, options)
  const child = runChild(spec, noRecords)
  const deadline = Date.now() + READY_WITHIN_MS
  const begun = await Promise.race([
    child.readyOrEnded,
    delay(READY_WITHIN_MS, 'late' as const, { ref: false }),
  ])
  while (begun === 'ready' && Date.now() < deadline) {
    if (await spec.probe()) return child
  }
  child.kill()
  throw new Error(`The store did not start: ${child.log.tail().join('\n')}`)
}

/** A barrier after each transaction, as in the embedded mode. Any key pair will do. */
export function tableAt(port: number, tableName: string): DynamoTable {
  return openTable({
    tableName,
    region: 'local',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'headgate', secretAccessKey: 'headgate' },
    barrierAfterTransactions: true,
  })
}
