import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { invoiceSchema } from '../../lambdas/http/views/invoice-view.ts'
import { usageSchema } from '../../lambdas/http/views/usage-view.ts'
import { verificationSchema } from '../../lambdas/http/views/verification-view.ts'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, must, request } from '../e2e/fixtures/customer.ts'
import { readCsv } from '../core/invoice/fixtures/read-csv.ts'
import { kafkaClient } from '../e2e/fixtures/kafka-client.ts'
import { readSettings } from '../../local/settings.ts'
import { preparePython } from '../e2e/clients/prepare-python.ts'
import { stackWithTenant } from '../e2e/fixtures/stack-with-tenant.ts'
import type { ActiveTenant } from '../e2e/fixtures/tenants.ts'
import { type Headgate, startHeadgate } from '../e2e/start-headgate.ts'
import { refusedBy, validateFocus } from './focus/run-focus-validator.ts'
import { bytesOnDisk } from './log-files.ts'

const START_MS = 600_000
const TEST_MS = 600_000
/** What the service promises for a byte to show. */
const SHOWN_WITHIN_MS = 120_000
const RECORDS = 20
const RECORD_BYTES = 5_000

let headgate: Headgate
let customer: Customer
let tenant: ActiveTenant
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headgate-billed-'))
  const stack = await stackWithTenant(['orders'], { home: join(folder, 'home') })
  headgate = stack.headgate
  customer = stack.customer
  tenant = stack.tenant
}, START_MS)

afterAll(async () => {
  await headgate?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** At whatever address the stack has now. */
const api: Customer['api'] = (method, path, body) =>
  request(headgate.localJson.apiUrl, method, path, body, customer.token)

async function produce(): Promise<void> {
  const producer = kafkaClient(headgate, tenant.login).producer()
  await producer.connect()
  const topic = `${tenant.prefix}orders`
  for (let record = 0; record < RECORDS; record += 1)
    await producer.send({ topic, messages: [{ value: Buffer.alloc(RECORD_BYTES, record) }] })
  await producer.disconnect()
}

async function bytesIn(): Promise<number> {
  const answer = await must(200, api('GET', `/tenants/${tenant.id}/usage`))
  const { meters } = usageSchema.parse(answer.json())
  return Number(meters.find(({ meter }) => meter === 'bytes_in')?.amount)
}

/** As a customer does it, on a machine that knows nothing of the stack. */
function recomputedOffline(name: string, text: string) {
  const path = join(folder, name)
  writeFileSync(path, text)
  const args = ['run', '--silent', 'invoice:verify', '--', path]
  const { status, stdout } = spawnSync('npm', args, { encoding: 'utf8', timeout: 60_000 })
  return { status, stdout }
}

const familiesSchema = z.array(
  z.object({
    name: z.string(),
    type: z.string(),
    help: z.string().min(1),
    samples: z.array(z.tuple([z.string(), z.record(z.string(), z.string()), z.number()])),
  }),
)

/** Throws when Prometheus' library does. */
async function readExposition(text: string) {
  const { cache } = readSettings(process.env)
  const requirements = join(import.meta.dirname, 'requirements.txt')
  const python = await preparePython(cache, 'python-prometheus', requirements)
  const script = join(import.meta.dirname, 'read_exposition.py')
  const { stdout, stderr } = spawnSync(python, ['-B', script], { input: text, encoding: 'utf8' })
  expect(stderr).toBe('')
  return familiesSchema.parse(JSON.parse(stdout))
}

describe('What a tenant sends', () => {
  it(
    'is on its usage page within two minutes, and on an invoice that recomputes',
    async () => {
      await produce()
      await eventually(async () => {
        expect(await bytesIn()).toBeGreaterThan(RECORDS * RECORD_BYTES)
      }, SHOWN_WITHIN_MS)
      const answer = await must(200, api('GET', '/account/invoices/draft'))
      const draft = invoiceSchema.parse(answer.json())
      expect(draft.lines.length).toBeGreaterThan(0)
      expect(draft.lines.reduce((sum, line) => sum + line.amountMicros, 0)).toBe(draft.totalMicros)
      // A pass of the meter between the two readings of the ledger shows as a difference.
      await eventually(async () => {
        const found = await must(200, api('POST', '/account/invoices/draft/verify'))
        const verification = verificationSchema.parse(found.json())
        expect(verification).toMatchObject({ exact: true, differenceMicros: 0, faults: [] })
        expect(verification.items.length).toBe(draft.lines.length)
      })
    },
    TEST_MS,
  )

  it(
    'is the same for Prometheus, as its own library reads it',
    async () => {
      const usage = usageSchema.parse(
        (await must(200, customer.api('GET', `/tenants/${tenant.id}/usage`))).json(),
      )
      const { text } = await must(200, customer.api('GET', `/tenants/${tenant.id}/metrics`))
      const families = await readExposition(text)
      expect(new Set(families.map(({ name }) => name)).size).toBe(families.length)
      for (const { type, help } of families)
        expect([type, help]).toEqual(['gauge', expect.any(String)])
      for (const { meter, limit } of usage.meters) {
        const labels = { tenant: tenant.id, name: expect.any(String), meter }
        const of = (name: string) => families.find((each) => each.name === name)?.samples
        expect(of('headgate_usage_limit')).toContainEqual([
          'headgate_usage_limit',
          labels,
          Number(limit),
        ])
        for (const name of ['headgate_usage', 'headgate_usage_percent', 'headgate_usage_cost_usd'])
          expect(of(name)).toContainEqual([name, labels, expect.any(Number)])
      }
    },
    TEST_MS,
  )

  it(
    'is there to the byte, and recomputes without us from what the customer saved',
    async () => {
      const onDisk = bytesOnDisk({ caPath: join(headgate.home, 'ca.pem') }, tenant.prefix)
      await eventually(async () => expect(await bytesIn()).toBe(onDisk), SHOWN_WITHIN_MS)
      const { text } = await must(200, api('GET', '/account/invoices/draft/records'))
      const exact = recomputedOffline('draft.json', text)
      expect(exact.stdout).toContain('Difference: 0.00 USD. The invoice is exact.')
      expect(exact.status).toBe(0)
      expect(text).toContain(`"quantity":"${onDisk}"`)
      const other = recomputedOffline(
        'other.json',
        text.replaceAll(`"${onDisk}"`, `"${onDisk + 1}"`),
      )
      expect(other.stdout).toContain('The file is not as it was made')
      expect(other.status).toBe(1)
    },
    TEST_MS,
  )

  it(
    'is cost data that the FOCUS validator accepts, line by line that of the invoice',
    async () => {
      const path = '/account/invoices/draft'
      const table = await eventually(async () => {
        const { text } = await must(200, api('GET', `${path}/focus`))
        const { lines } = invoiceSchema.parse((await must(200, api('GET', path))).json())
        const told = readCsv(text).map(({ ChargeDescription }) => ChargeDescription)
        expect(told).toEqual(lines.map(({ description }) => description))
        return text
      })
      expect(refusedBy(await validateFocus(table))).toEqual([])
    },
    TEST_MS,
  )
})

describe('What a tenant sent just before', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'a %s to all processes at once, as a terminal sends it, is billed to the byte',
    async (signal) => {
      const { home } = headgate
      const onDisk = () => bytesOnDisk({ caPath: join(home, 'ca.pem') }, tenant.prefix)
      // A pass of the meter may come in between; then there is nothing left to lose, and more is sent.
      await eventually(async () => {
        await produce()
        expect(await bytesIn()).toBeLessThan(onDisk())
      })
      headgate.signalGroup(signal)
      await headgate.ended()
      expect(headgate.output()).toContain('Headgate stops')
      expect(headgate.output()).not.toContain('"level":"error"')

      headgate = await startHeadgate({ home })

      expect(await bytesIn()).toBe(onDisk())
    },
    TEST_MS,
  )
})
