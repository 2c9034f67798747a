import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { deliverySchema, webhookWithSecretSchema } from '../../lambdas/http/views/webhook-view.ts'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, must, newCustomer } from './fixtures/customer.ts'
import { activeTenant, operationDone, rotate } from './fixtures/tenants.ts'
import { startReceiver, verified, type WebhookReceiver } from './fixtures/webhook-receiver.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 600_000
const TEST_MS = 600_000
/** A pass begins every two seconds; the first retry comes after five. */
const PATIENCE_MS = 180_000

let headgate: Headgate
let customer: Customer
let receiver: WebhookReceiver

beforeAll(async () => {
  receiver = await startReceiver()
  headgate = await startHeadgate({ env: { HEADGATE_WEBHOOKS: 'any' } })
  customer = await newCustomer(headgate.localJson.apiUrl, `${headgate.home}/outbox`)
}, START_MS)

afterAll(async () => {
  await headgate?.stop()
  await receiver?.stop()
})

async function newWebhook(path: string, events: readonly string[]) {
  const body = { url: `${receiver.url}${path}`, events }
  const made = await must(201, customer.api('POST', '/account/webhooks', body))
  return webhookWithSecretSchema.parse(made.json())
}

async function deliveriesOf(webhookId: string) {
  const path = `/account/webhooks/${webhookId}/deliveries?limit=100`
  const answer = await must(200, customer.api('GET', path))
  return z.object({ items: z.array(deliverySchema) }).parse(answer.json()).items
}

const at = (path: string) => receiver.received.filter((each) => each.path === path)
const kindsOf = (items: readonly { event: string }[]) => items.map(({ event }) => event).toSorted()

describe('A receiver', () => {
  it(
    'hears of a tenant’s life, signed, though it failed at first, and again when asked',
    async () => {
      const webhook = await newWebhook('/hook', [
        'tenant.create',
        'credential.read-secret',
        'credential.rotate',
        'credential.revoke',
      ])
      receiver.failures = 1
      const tenant = await activeTenant(customer)
      const successor = await rotate(customer.api, tenant.id, tenant.credentialId, 3_600)
      const old = `/tenants/${tenant.id}/credentials/${tenant.credentialId}`
      await operationDone(customer.api, customer.api('DELETE', old))
      const wanted = [
        'credential.read-secret',
        'credential.read-secret',
        'credential.revoke',
        'credential.rotate',
        'tenant.create',
      ]

      const delivered = await eventually(async () => {
        const items = await deliveriesOf(webhook.id)
        expect(kindsOf(items)).toEqual(wanted)
        expect(items.map(({ state }) => state)).toEqual(wanted.map(() => 'delivered'))
        return items
      }, PATIENCE_MS)

      const statuses = delivered.flatMap(({ attempts }) => attempts.map(({ status }) => status))
      expect(statuses.toSorted()).toEqual([204, 204, 204, 204, 204, 500])
      const [retried] = delivered.filter(({ attempts }) => attempts.length > 1)
      expect(retried?.attempts).toMatchObject([
        { status: 500, error: expect.any(String) },
        { status: 204, error: null },
      ])
      const taken = at('/hook').filter(({ status }) => status === 204)
      expect(new Set(taken.map(({ id }) => id))).toEqual(
        new Set(delivered.map(({ messageId }) => messageId)),
      )
      for (const message of at('/hook')) {
        const { event } = delivered.find(({ messageId }) => messageId === message.id) ?? {}
        expect(verified(message, webhook.secret)).toMatchObject({
          type: event,
          data: { resource: expect.stringContaining(`/v1/tenants/${tenant.id}`) },
        })
        for (const { password } of [tenant.login, successor.login])
          expect(message.body).not.toContain(password)
        expect(() => verified({ ...message, body: `${message.body} ` }, webhook.secret)).toThrow()
      }

      const [first] = delivered
      const before = at('/hook').length
      const replay = `/account/webhooks/${webhook.id}/deliveries/${first?.id}/replay`
      await must(200, customer.api('POST', replay))
      await eventually(async () => {
        const again = (await deliveriesOf(webhook.id)).find(({ id }) => id === first?.id)
        expect(again?.state).toBe('delivered')
        expect(again?.attempts).toHaveLength((first?.attempts.length ?? 0) + 1)
      }, PATIENCE_MS)
      expect(at('/hook').slice(before)).toMatchObject([{ id: first?.messageId, status: 204 }])
    },
    TEST_MS,
  )

  it(
    'that sends messages elsewhere is not followed',
    async () => {
      const webhook = await newWebhook('/moved', ['tenant.*'])
      await must(200, customer.api('POST', `/account/webhooks/${webhook.id}/test`))
      await eventually(async () => {
        expect(await deliveriesOf(webhook.id)).toMatchObject([
          { event: 'webhook.test', state: 'pending', attempts: [{ status: 307 }] },
        ])
      }, PATIENCE_MS)
      expect(at('/moved')).toHaveLength(1)
      expect(at('/inside')).toEqual([])
    },
    TEST_MS,
  )
})
