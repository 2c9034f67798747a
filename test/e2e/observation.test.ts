import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { topicSchema } from '../../lambdas/http/views/topic-view.ts'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, must } from './fixtures/customer.ts'
import { kafkaClient } from './fixtures/kafka-client.ts'
import { startProducer } from './fixtures/steady-producer.ts'
import { stackWithTenant } from './fixtures/stack-with-tenant.ts'
import { type ActiveTenant, credentialOf, rotate } from './fixtures/tenants.ts'
import type { Headgate } from './start-headgate.ts'

const START_MS = 600_000
const TEST_MS = 600_000
const PATIENCE_MS = 180_000
const RECORDS = 30
const RECORD_BYTES = 10_000
/** A batch of its own for each record, with its headers. */
const OVERHEAD_MAX = 200

let headgate: Headgate
let customer: Customer
let tenant: ActiveTenant

beforeAll(async () => {
  const stack = await stackWithTenant(['orders', 'empty'], { env: { HEADGATE_BROKERS: '3' } })
  headgate = stack.headgate
  customer = stack.customer
  tenant = stack.tenant
}, START_MS)

afterAll(() => headgate?.stop())

async function topicsSeen() {
  const page = z.object({ items: z.array(topicSchema) })
  const answer = await must(200, customer.api('GET', `/tenants/${tenant.id}/topics`))
  return page.parse(answer.json()).items.map(({ name, sizeBytes }) => [name, sizeBytes])
}

async function fillOrders(): Promise<void> {
  const producer = kafkaClient(headgate, tenant.login).producer()
  await producer.connect()
  const topic = `${tenant.prefix}orders`
  for (let record = 0; record < RECORDS; record += 1)
    await producer.send({ topic, messages: [{ value: Buffer.alloc(RECORD_BYTES, record) }] })
  await producer.disconnect()
}

describe('On three brokers that keep three copies', () => {
  it(
    'a topic shows its bytes, each counted once, in the list and alone',
    async () => {
      await fillOrders()
      await eventually(async () => {
        const [empty, orders] = await topicsSeen()
        expect(empty).toEqual(['empty', 0])
        expect(orders).toEqual(['orders', expect.any(Number)])
        expect(orders?.[1]).toBeGreaterThan(RECORDS * RECORD_BYTES)
      }, PATIENCE_MS)
      const answer = await must(200, customer.api('GET', `/tenants/${tenant.id}/topics/orders`))
      const { sizeBytes } = topicSchema.parse(answer.json())
      expect(sizeBytes).toBeLessThan(RECORDS * (RECORD_BYTES + OVERHEAD_MAX))
    },
    TEST_MS,
  )

  it(
    'a credential shows when it was last used, and says while it retires that it is still in use',
    async () => {
      const old = await startProducer(
        kafkaClient(headgate, tenant.login),
        `${tenant.prefix}orders`,
        'x',
      )
      await old.more(1)
      const startedAt = Date.now()
      const { credentialId } = await rotate(customer.api, tenant.id, tenant.credentialId, 3_600)
      await eventually(async () => {
        const retiring = await credentialOf(customer.api, tenant.id, tenant.credentialId)
        expect(retiring).toMatchObject({ state: 'retiring', stillInUse: true })
        expect(Date.parse(retiring.lastUsedAt ?? '')).toBeGreaterThan(startedAt)
      }, PATIENCE_MS)
      const successor = await credentialOf(customer.api, tenant.id, credentialId)
      expect(successor).toMatchObject({ state: 'active' })
      expect(successor).not.toHaveProperty('lastUsedAt')
      expect(successor).not.toHaveProperty('stillInUse')
      expect((await old.stop()).failures).toEqual([])
    },
    TEST_MS,
  )
})
