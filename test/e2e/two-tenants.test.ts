import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, newCustomer } from './fixtures/customer.ts'
import { callsOn, type Ids } from './fixtures/foreign-calls.ts'
import { idleGroup } from './fixtures/idle-group.ts'
import { kafkaClient } from './fixtures/kafka-client.ts'
import { type Names, triesOn } from './fixtures/kafka-refusals.ts'
import { report } from './fixtures/report.ts'
import {
  type ActiveTenant,
  activeTenant,
  declareTenant,
  loginOf,
  operationDone,
  operationPath,
} from './fixtures/tenants.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 260_000
const TEST_MS = 120_000

interface Party {
  readonly customer: Customer
  readonly tenant: ActiveTenant
}

let headgate: Headgate
let ann: Party
let bob: Party

beforeAll(async () => {
  headgate = await startHeadgate()
  ann = await party()
  bob = await party()
}, START_MS)

afterAll(async () => {
  await headgate.stop()
})

async function party(): Promise<Party> {
  const customer = await newCustomer(headgate.localJson.apiUrl, `${headgate.home}/outbox`)
  return { customer, tenant: await activeTenant(customer) }
}

describe('Over REST, what belongs to another account', () => {
  it(
    'is not found on any route, with the same answer as what is missing, while its owner finds it',
    async () => {
      const calls = callsOn(await idsOf(bob))
      const missing = callsOn(nowhere)
      for (const [n, { method, path, body, route }] of calls.entries()) {
        const foreign = await ann.customer.api(method, path, body)
        const absent = await ann.customer.api(method, missing[n]?.path ?? '', body)
        expect([route, foreign.status]).toEqual([route, 404])
        expect(withoutRequestId(foreign.json())).toEqual(withoutRequestId(absent.json()))
      }
      for (const { method, path, body, route } of calls) {
        const own = await bob.customer.api(method, path, body)
        expect([route, own.status]).not.toEqual([route, 404])
      }
      report('routes with ids tried as another account', { routes: calls.length })
      expect(calls.length).toBeGreaterThanOrEqual(20)
    },
    TEST_MS,
  )

  it('is in none of the lists', async () => {
    for (const path of ['/tenants', '/account/tokens', '/account/audit-events']) {
      const { text } = await ann.customer.api('GET', path)
      expect(text).toContain('"items":[{')
      expect(text).not.toContain(bob.tenant.id)
    }
  })

  it('cannot be touched with the operator’s routes either', async () => {
    for (const verb of ['suspend', 'resume']) {
      const path = `/operator/tenants/${bob.tenant.id}/${verb}`
      expect((await ann.customer.api('POST', path)).status).toBe(403)
    }
  })
})

describe('Over Kafka, another tenant', () => {
  it('does not show in metadata or in the list of groups', async () => {
    const carl = await party()
    const tries = triesOn(kafkaClient(headgate, carl.tenant.login), namesOf(carl, carl))
    // The first group of a broker waits until its coordinator has loaded.
    await eventually(async () => expect(await tries['join the group']?.()).toBe('none'))
    const admin = kafkaClient(headgate, ann.tenant.login).admin()
    await admin.connect()
    const topics = await admin.listTopics()
    const { groups } = await admin.listGroups()
    await admin.disconnect()

    expect(topics).toEqual([`${ann.tenant.prefix}orders`])
    expect(groups).toEqual([])
  })

  it(
    'refuses everything as if nothing were there, and lets its own client do all of it',
    async () => {
      const carl = await party()
      // The first group and the first transaction of a broker wait until their coordinators have loaded.
      await eventually(async () => {
        const own = await outcomes(carl, namesOf(carl, carl))
        expect(Object.entries(own).filter(([, told]) => told !== 'none')).toEqual([])
      }, TEST_MS / 2)

      const foreign = await outcomes(ann, namesOf(carl, ann))
      const absent = await outcomes(ann, namesOf(carl, ann, 'none', 'none'))
      report('what a neighbour is told', foreign)
      expect(foreign).toEqual(absent)
      expect(Object.values(foreign)).not.toContain('none')
    },
    TEST_MS,
  )
})

async function outcomes({ tenant }: Party, names: Names): Promise<Record<string, string>> {
  const told: Record<string, string> = {}
  const tries = triesOn(kafkaClient(headgate, tenant.login), names)
  for (const [what, attempt] of Object.entries(tries)) told[what] = await attempt()
  return told
}

/** Names below the prefix of `theirs`, tried by `by`. */
function namesOf(theirs: Party, by: Party, word = 'readers', topic = 'orders'): Names {
  return {
    topic: `${theirs.tenant.prefix}${topic}`,
    group: `${theirs.tenant.prefix}${word}`,
    transactionalId: `${theirs.tenant.prefix}${word}`,
    ownTopic: `${by.tenant.prefix}orders`,
    ownGroup: `${by.tenant.prefix}own`,
  }
}

const nowhere: Ids = {
  tenantId: 'zzzzzzzzzzzz',
  topicName: 'orders',
  groupName: 'none',
  credentialId: 'crd_none',
  operationId: 'op_none',
  tokenId: 'tok_none',
  memberId: 'mem_none',
  webhookId: 'whk_none',
  deliveryId: 'dlv_none',
}

/** Of a second tenant of that party: the owner's own calls end with its deletion. */
async function idsOf({ customer }: Party): Promise<Ids> {
  const { api } = customer
  const made = await api('POST', '/account/tokens', { name: 'spare', role: 'viewer' })
  const declared = await declareTenant(api)
  await operationDone(api, declared)
  const { id, prefix } = declared.json() as { id: string; prefix: string }
  const credentials = await api('GET', `/tenants/${id}/credentials`)
  const credentialId = (credentials.json() as { items: [{ id: string }] }).items[0].id
  const invited = await api('POST', '/account/members', {
    email: 'zoe@example.com',
    role: 'viewer',
  })
  const webhook = await api('POST', '/account/webhooks', { url: 'https://hooks.example.com/' })
  const webhookId = (webhook.json() as { id: string }).id
  const tested = await api('POST', `/account/webhooks/${webhookId}/test`)
  const login = await loginOf(api, id, credentialId)
  return {
    tenantId: id,
    topicName: 'orders',
    groupName: await idleGroup(headgate, { login, prefix }, 'orders'),
    credentialId,
    operationId: operationPath(declared).split('/').at(-1) ?? '',
    tokenId: (made.json() as { id: string }).id,
    memberId: (invited.json() as { id: string }).id,
    webhookId,
    deliveryId: (tested.json() as { id: string }).id,
  }
}

function withoutRequestId(problem: unknown): unknown {
  return { ...(problem as Record<string, unknown>), requestId: '' }
}
