import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { invoiceSchema } from '../../lambdas/http/views/invoice-view.ts'
import { usageSchema } from '../../lambdas/http/views/usage-view.ts'
import { verificationSchema } from '../../lambdas/http/views/verification-view.ts'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, must } from '../e2e/fixtures/customer.ts'
import { kafkaClient } from '../e2e/fixtures/kafka-client.ts'
import { stackWithTenant } from '../e2e/fixtures/stack-with-tenant.ts'
import type { ActiveTenant } from '../e2e/fixtures/tenants.ts'
import type { Headgate } from '../e2e/start-headgate.ts'

const START_MS = 260_000
const TEST_MS = 180_000
/** What the service promises for a byte to show. */
const SHOWN_WITHIN_MS = 120_000
const RECORDS = 20
const RECORD_BYTES = 5_000

let headgate: Headgate
let customer: Customer
let tenant: ActiveTenant

beforeAll(async () => {
  const stack = await stackWithTenant(['orders'])
  headgate = stack.headgate
  customer = stack.customer
  tenant = stack.tenant
}, START_MS)

afterAll(() => headgate.stop())

async function produce(): Promise<void> {
  const producer = kafkaClient(headgate, tenant.login).producer()
  await producer.connect()
  const topic = `${tenant.prefix}orders`
  for (let record = 0; record < RECORDS; record += 1)
    await producer.send({ topic, messages: [{ value: Buffer.alloc(RECORD_BYTES, record) }] })
  await producer.disconnect()
}

async function bytesIn(): Promise<number> {
  const answer = await must(200, customer.api('GET', `/tenants/${tenant.id}/usage`))
  const { meters } = usageSchema.parse(answer.json())
  return Number(meters.find(({ meter }) => meter === 'bytes_in')?.amount)
}

describe('What a tenant sends', () => {
  it(
    'is on its usage page within two minutes, and on an invoice that recomputes',
    async () => {
      await produce()
      await eventually(async () => {
        expect(await bytesIn()).toBeGreaterThan(RECORDS * RECORD_BYTES)
      }, SHOWN_WITHIN_MS)
      const answer = await must(200, customer.api('GET', '/account/invoices/draft'))
      const draft = invoiceSchema.parse(answer.json())
      expect(draft.lines.length).toBeGreaterThan(0)
      expect(draft.lines.reduce((sum, line) => sum + line.amountMicros, 0)).toBe(draft.totalMicros)
      // A pass of the meter between the two readings of the ledger shows as a difference.
      await eventually(async () => {
        const found = await must(200, customer.api('POST', '/account/invoices/draft/verify'))
        const verification = verificationSchema.parse(found.json())
        expect(verification).toMatchObject({ exact: true, differenceMicros: 0, faults: [] })
        expect(verification.items.length).toBe(draft.lines.length)
      })
    },
    TEST_MS,
  )
})
