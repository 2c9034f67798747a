import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, must, newCustomer, request } from './fixtures/customer.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 600_000
const PATIENCE_MS = 600_000

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

const pageSchema = z.object({
  items: z.array(z.object({ kind: z.string(), record: z.looseObject({}) })),
  nextCursor: z.string().optional(),
})

async function exportOf({ api }: Customer) {
  const records: z.infer<typeof pageSchema>['items'] = []
  let cursor = ''
  let pages = 0
  do {
    const page = await must(200, api('GET', `/account/export?limit=3${cursor}`))
    const { items, nextCursor } = pageSchema.parse(page.json())
    records.push(...items)
    pages += 1
    expect(pages).toBeLessThan(1_000)
    cursor = nextCursor === undefined ? '' : `&cursor=${nextCursor}`
  } while (cursor !== '')
  return records
}

describe('An account', () => {
  it(
    'is exported, waits for its tenants, and ends with everything that opens it',
    async () => {
      const { apiUrl } = headgate.localJson
      const customer = await newCustomer(apiUrl, join(headgate.home, 'outbox'))
      const { api, email, password, token } = customer
      const end = () => api('DELETE', '/account?confirm=A%20customer')
      const { id } = await customer.createTenant({ name: 'shop', topics: [{ name: 'orders' }] })
      const records = await exportOf(customer)
      const kinds = ['account', 'budget', 'member', 'token', 'tenant', 'event']
      expect([...new Set(records.map(({ kind }) => kind))]).toEqual(kinds)
      expect(JSON.stringify(records)).toContain(`${id}.orders`)
      await must(422, api('DELETE', '/account?confirm=somebody'))
      await must(409, end())
      await must(202, api('DELETE', `/tenants/${id}?graceSeconds=0`))
      await eventually(() => must(204, end()))
      expect((await api('GET', '/account')).status).toBe(401)
      const login = { email, password }
      await must(401, request(apiUrl, 'POST', '/sessions', login))
      await must(202, request(apiUrl, 'POST', '/signup', { ...login, accountName: 'Again' }))
      expect((await request(apiUrl, 'GET', '/account', undefined, token)).status).toBe(401)
    },
    PATIENCE_MS,
  )
})
