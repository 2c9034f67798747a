import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../contracts/eventually.ts'
import { type ConsoleTools, consoleTools } from './fixtures/console-tools.ts'
import { type Customer, must } from './fixtures/customer.ts'
import { cutOffUnderLoad, cutWithinMs } from './fixtures/cut-off.ts'
import { remainsOf } from './fixtures/insider.ts'
import { report } from './fixtures/report.ts'
import { rotateUnderLoad } from './fixtures/rotate-under-load.ts'
import { stackWithTenant } from './fixtures/stack-with-tenant.ts'
import {
  type ActiveTenant,
  credentialOf,
  credentialsOf,
  operationDone,
  readTenant,
  rotate,
} from './fixtures/tenants.ts'
import type { Headgate } from './start-headgate.ts'

const START_MS = 600_000
const TEST_MS = 600_000
/** A real text with long lines and empty ones, which every checkout has. */
const TEXT_PATH = createRequire(import.meta.url).resolve('typescript/ThirdPartyNoticeText.txt')

let headgate: Headgate
let customer: Customer
let tenant: ActiveTenant
let tools: ConsoleTools | undefined

beforeAll(async () => {
  const stack = await stackWithTenant(['orders', 'parking'])
  headgate = stack.headgate
  customer = stack.customer
  tenant = stack.tenant
}, START_MS)

afterAll(async () => {
  tools?.remove()
  await headgate?.stop()
})

/** One tenant's life, in this order. */
describe('A stranger’s first tenant', () => {
  it('is active when its operation is done, with what was asked for', async () => {
    const { state, access, observedGeneration, generation } = await readTenant(
      customer.api,
      tenant.id,
    )
    const remains = await remainsOf(headgate.home, tenant.prefix, [tenant.login.username])

    expect({ state, access }).toEqual({ state: 'active', access: 'full' })
    expect(observedGeneration).toBe(generation)
    // That these are seen now makes their absence at the end worth something.
    expect(remains).toMatchObject({
      topics: [`${tenant.prefix}orders`, `${tenant.prefix}parking`],
      users: [tenant.login.username],
      quotas: [tenant.login.username],
      secrets: [tenant.login.username],
    })
    expect(remains.access.length).toBeGreaterThan(0)
  })

  it(
    'takes a text by Kafka’s console producer and gives the same bytes to its console consumer',
    async () => {
      await operationDone(
        customer.api,
        customer.api('POST', `/tenants/${tenant.id}/topics`, { name: 'text', partitions: 1 }),
      )
      const properties = await must(200, customer.api('GET', `/tenants/${tenant.id}/connection`))
      tools = await consoleTools(headgate.localJson.kafka.bootstrapServers, properties.text)
      const text = readFileSync(TEXT_PATH, 'utf8').replaceAll('\r\n', '\n').trimEnd().concat('\n')

      await tools.produce(`${tenant.prefix}text`, text)
      const back = await tools.consume(`${tenant.prefix}text`, text.split('\n').length - 1)

      report('first message', { bytes: Buffer.byteLength(back), sha256: sha256(back) })
      expect(sha256(back)).toBe(sha256(text))
    },
    TEST_MS,
  )

  it(
    'rotates its password under a running producer and a consumer group, and neither notices',
    async () => {
      const rotation = await rotateUnderLoad({
        headgate,
        customer,
        tenant,
        topic: 'orders',
      })
      const { newLogin, newCredentialId, ...numbers } = rotation

      report('rotation under load, one broker', numbers)
      expect(numbers).toMatchObject({ failures: [], lost: 0, duplicated: 0, missedByTheGroup: 0 })
      expect(numbers.attemptedByTheNewUser).toBeGreaterThan(0)
      expect(newLogin.username).not.toBe(tenant.login.username)
      tenant = { ...tenant, login: newLogin, credentialId: newCredentialId }
    },
    TEST_MS,
  )

  it(
    'ends a former password by itself when its grace is over',
    async () => {
      const { credentialId: former } = tenant
      const { credentialId, login } = await rotate(customer.api, tenant.id, former, 1)
      await eventually(async () => {
        const { state } = await credentialOf(customer.api, tenant.id, former)
        expect(state).toBe('revoked')
      })
      tenant = { ...tenant, login, credentialId }
    },
    TEST_MS,
  )

  it(
    'cuts a revoked user off on its open connections within a second of the answer',
    async () => {
      const path = `/tenants/${tenant.id}/credentials/${tenant.credentialId}`
      const cutOff = await cutOffUnderLoad(headgate, customer, tenant, () =>
        must(202, customer.api('DELETE', path)),
      )

      report('revoke, one broker', { ...cutOff })
      expect(cutOff.servedBefore).toBeGreaterThan(0)
      expect(cutOff.refusedAfter).toBeGreaterThan(0)
      expect(cutOff.lastProduceMs).toBeLessThanOrEqual(cutWithinMs(cutOff))
      expect(cutOff.lastFetchMs).toBeLessThanOrEqual(cutWithinMs(cutOff))
      expect(cutOff.parked).toBe('cut')
      expect(cutOff.parkedEndMs).toBeLessThanOrEqual(15_000)
      const { state } = await credentialOf(customer.api, tenant.id, tenant.credentialId)
      expect(state).toBe('revoked')
    },
    TEST_MS,
  )

  it('leaves nothing on the broker or among the secrets once it is deleted without grace', async () => {
    const credentials = await credentialsOf(customer.api, tenant.id)
    await operationDone(
      customer.api,
      customer.api('DELETE', `/tenants/${tenant.id}?graceSeconds=0`),
    )

    expect((await readTenant(customer.api, tenant.id)).state).toBe('deleted')
    const usernames = credentials.map(({ username }) => username)
    expect(usernames).toContain(tenant.login.username)
    // Brokers hear a moment after the controller of what is gone.
    await eventually(async () =>
      expect(await remainsOf(headgate.home, tenant.prefix, usernames)).toEqual({
        topics: [],
        users: [],
        access: [],
        quotas: [],
        secrets: [],
      }),
    )
  })
})

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
