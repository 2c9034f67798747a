import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, must, newCustomer, request } from './fixtures/customer.ts'
import { readLog } from './fixtures/group-member.ts'
import { kafkaClient, noRetries } from './fixtures/kafka-client.ts'
import { type ActiveTenant, activeTenant, operationDone, readTenant } from './fixtures/tenants.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 600_000
const TEST_MS = 600_000

let headgate: Headgate
let customer: Customer

beforeAll(async () => {
  headgate = await startHeadgate()
  customer = await newCustomer(headgate.localJson.apiUrl, `${headgate.home}/outbox`)
}, START_MS)

afterAll(async () => {
  await headgate?.stop()
})

describe('A tenant', () => {
  it('is renamed, its old name is free again and a taken one is refused', async () => {
    const [one, other] = [await activeTenant(customer), await activeTenant(customer)]
    const before = await readTenant(customer.api, one.id)
    const name = `renamed-${randomBytes(4).toString('hex')}`

    await operationDone(customer.api, change(one, { name }))

    expect(await readTenant(customer.api, one.id)).toMatchObject({ name, state: 'active' })
    expect((await change(other, { name })).status).toBe(409)
    await operationDone(customer.api, change(other, { name: before.name }))
    expect((await readTenant(customer.api, other.id)).name).toBe(before.name)
  })

  it('moves to a larger plan, and back only once it fits, with every reason why not', async () => {
    const tenant = await activeTenant(customer, ['a', 'b', 'c', 'd', 'e', 'f'])
    await operationDone(customer.api, change(tenant, { plan: 'basic-1' }))
    expect((await readTenant(customer.api, tenant.id)).limits.credentials).toBe(20)
    const path = `/tenants/${tenant.id}/topics/a`
    await operationDone(customer.api, customer.api('PATCH', path, { retentionMs: 172_800_000 }))

    const refused = await change(tenant, { plan: 'trial' })

    expect(refused.status).toBe(422)
    const problem = refused.json() as { code: string; errors: { detail: string }[] }
    expect(problem.code).toBe('limit_reached')
    const reasons = problem.errors.map(({ detail }) => detail).join('\n')
    expect(reasons).toMatch(/6 topics and the plan allows 5/)
    expect(reasons).toMatch(/54 partition replicas and the plan allows 24/)
    expect(reasons).toMatch(/topic a keeps records for 172800000 ms and the plan allows 86400000/)
    expect((await readTenant(customer.api, tenant.id)).plan).toBe('basic-1')
    await operationDone(customer.api, change(tenant, { plan: 'basic-0' }))
    expect((await readTenant(customer.api, tenant.id)).plan).toBe('basic-0')
  })

  it('is not deleted while it is protected', async () => {
    const tenant = await activeTenant(customer)
    await operationDone(customer.api, change(tenant, { deletionProtection: true }))

    expect((await customer.api('DELETE', `/tenants/${tenant.id}`)).status).toBe(409)

    expect((await readTenant(customer.api, tenant.id)).state).toBe('active')
    await operationDone(customer.api, change(tenant, { deletionProtection: false }))
    await operationDone(customer.api, customer.api('DELETE', `/tenants/${tenant.id}`))
    expect((await readTenant(customer.api, tenant.id)).state).toBe('deleting')
  })

  it(
    'is cut off by its deletion and comes back with the same password and data',
    async () => {
      const tenant = await activeTenant(customer)
      await letIn(() => send(tenant, ['one', 'two', 'three']))

      await operationDone(customer.api, customer.api('DELETE', `/tenants/${tenant.id}`))
      const deleted = await readTenant(customer.api, tenant.id)
      expect(deleted).toMatchObject({ state: 'deleting', access: 'none' })
      expect(deleted.holds).toMatchObject([{ kind: 'deletion' }])
      await expect(send(tenant, ['lost'])).rejects.toThrow(/authori[sz]ed/i)
      expect((await change(tenant, { plan: 'basic-1' })).status).toBe(409)

      const restored = customer.api('POST', `/tenants/${tenant.id}/restore`)
      await operationDone(customer.api, restored)
      expect(await readTenant(customer.api, tenant.id)).toMatchObject({
        state: 'active',
        access: 'full',
        holds: [],
      })
      await letIn(() => send(tenant, ['four']))
      expect(await valuesOf(tenant)).toEqual(['four', 'one', 'three', 'two'])
      expect((await customer.api('POST', `/tenants/${tenant.id}/restore`)).status).toBe(409)
    },
    TEST_MS,
  )

  it(
    'is suspended and resumed by the operator, whatever its owner wants',
    async () => {
      const tenant = await activeTenant(customer)
      await letIn(() => send(tenant, ['before']))

      await operationDone(operator, operator('POST', `/operator/tenants/${tenant.id}/suspend`))
      const suspended = await readTenant(customer.api, tenant.id)
      expect(suspended).toMatchObject({ state: 'suspended', access: 'none' })
      expect(suspended.holds).toMatchObject([{ kind: 'operator' }])
      await expect(send(tenant, ['lost'])).rejects.toThrow(/authori[sz]ed/i)
      const own = await customer.api('POST', `/operator/tenants/${tenant.id}/resume`)
      expect(own.status).toBe(403)

      await operationDone(operator, operator('POST', `/operator/tenants/${tenant.id}/resume`))
      expect((await readTenant(customer.api, tenant.id)).state).toBe('active')
      await letIn(() => send(tenant, ['after']))
      expect(await valuesOf(tenant)).toEqual(['after', 'before'])
    },
    TEST_MS,
  )

  it('stays suspended when it is restored from a deletion: each hold is lifted by itself', async () => {
    const tenant = await activeTenant(customer)
    await operationDone(operator, operator('POST', `/operator/tenants/${tenant.id}/suspend`))
    await operationDone(customer.api, customer.api('DELETE', `/tenants/${tenant.id}`))

    const restored = customer.api('POST', `/tenants/${tenant.id}/restore`)
    await operationDone(customer.api, restored)

    expect((await readTenant(customer.api, tenant.id)).state).toBe('suspended')
    await expect(send(tenant, ['lost'])).rejects.toThrow(/authori[sz]ed/i)
  })

  it('is not tried again when nothing in it failed', async () => {
    const tenant = await activeTenant(customer)
    expect((await customer.api('POST', `/tenants/${tenant.id}/retry`)).status).toBe(409)
  })

  it('leaves one audit event for each action, with who, what and the request', async () => {
    const somebody = await newCustomer(headgate.localJson.apiUrl, `${headgate.home}/outbox`)
    const tenant = await activeTenant(somebody)
    const path = `/tenants/${tenant.id}`
    const renamed = await must(202, somebody.api('PATCH', path, { name: 'audited' }))
    await somebody.api('PATCH', path, { plan: 'no-such-plan' })
    await operationDone(operator, operator('POST', `/operator${path}/suspend`))
    await operationDone(somebody.api, somebody.api('DELETE', `${path}?graceSeconds=0`))

    const listed = await must(200, somebody.api('GET', '/account/audit-events?limit=100'))
    const { items } = listed.json() as { items: AuditItem[] }
    const ofTenant = items.filter(({ resource }) => resource.startsWith(`/v1${path}`))
    const times = items.map(({ at }) => at)

    expect(ofTenant.map(({ action }) => action).toSorted()).toEqual([
      'credential.read-secret',
      'tenant.change',
      'tenant.create',
      'tenant.delete',
      'tenant.suspend',
    ])
    expect(times).toEqual(times.toSorted().toReversed())
    const change = ofTenant.find(({ action }) => action === 'tenant.change')
    expect(change?.requestId).toBe(renamed.headers.get('x-request-id'))
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    const actors = new Map(ofTenant.map(({ action, actor }) => [action, actor]))
    expect(actors.get('tenant.suspend')).toBe('operator')
    expect(actors.get('tenant.create')).toMatch(/^tok_/)
  })
})

interface AuditItem {
  readonly id: string
  readonly at: string
  readonly action: string
  readonly actor: string
  readonly resource: string
  readonly requestId: string | null
}

function change({ id }: ActiveTenant, wanted: Readonly<Record<string, unknown>>) {
  return customer.api('PATCH', `/tenants/${id}`, wanted)
}

const operator: Customer['api'] = (method, path, body) => {
  const { apiUrl, operatorToken } = headgate.localJson
  return request(apiUrl, method, path, body, operatorToken)
}

/** Brokers hear of topics and permissions a moment after the controller took them. */
const letIn = eventually<void>

async function send({ prefix, login }: ActiveTenant, values: readonly string[]): Promise<void> {
  const producer = kafkaClient(headgate, login, noRetries).producer()
  await producer.connect()
  try {
    const messages = values.map((value) => ({ value }))
    await producer.send({ topic: `${prefix}orders`, messages })
  } finally {
    await producer.disconnect()
  }
}

async function valuesOf({ prefix, login }: ActiveTenant): Promise<string[]> {
  const kafka = kafkaClient(headgate, login)
  return (await readLog(kafka, `${prefix}orders`, `${prefix}readers`)).toSorted()
}
