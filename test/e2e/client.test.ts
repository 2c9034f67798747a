import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { newCustomer } from './fixtures/customer.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 260_000
const PATIENCE_MS = 180_000

const repository = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'headgate-client-'))
let headgate: Headgate

beforeAll(async () => {
  headgate = await startHeadgate()
}, START_MS)

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await headgate?.stop()
})

/** The page's blocks as one program, which finds the client where it is. */
function programOf(page: string): string {
  const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code)
  return blocks.join('\n').replaceAll("'./client/", `'${pathToFileURL(repository)}/client/`)
}

describe('The client', () => {
  it(
    'does what its page shows',
    async () => {
      const program = join(folder, 'example.mts')
      writeFileSync(program, programOf(readFileSync(join(repository, 'docs/client.md'), 'utf8')))
      const { apiUrl } = headgate.localJson
      const { token } = await newCustomer(apiUrl, join(headgate.home, 'outbox'))
      const env = { ...process.env, HEADGATE_URL: apiUrl, HEADGATE_TOKEN: token }
      const run = promisify(execFile)(process.execPath, [program], { env, timeout: PATIENCE_MS })
      expect((await run).stdout.trim().split('\n')).toEqual([
        'account: A customer',
        'state: active',
        'topic: clicks',
        'refused: invalid at /name',
        'same answer: true',
      ])
    },
    PATIENCE_MS,
  )
})
