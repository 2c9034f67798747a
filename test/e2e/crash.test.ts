import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../contracts/eventually.ts'
import { type Answer, type Customer, must, newCustomer, request } from './fixtures/customer.ts'
import { readLog } from './fixtures/group-member.ts'
import { untilHealth } from './fixtures/health.ts'
import { pidOf, remainsOf } from './fixtures/insider.ts'
import { kafkaClient } from './fixtures/kafka-client.ts'
import { report } from './fixtures/report.ts'
import {
  type ActiveTenant,
  activeTenant,
  credentialsOf,
  declareTenant,
  loginOf,
  operationDone,
  operationPath,
  readOperation,
  readTenant,
} from './fixtures/tenants.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 600_000
const TEST_MS = 600_000
const BACK_WITHIN_MS = 240_000
/** The contract's: from the death of a part to the first 503. */
const SHOWN_WITHIN_MS = 5_000
const WRITES = 30

const home = mkdtempSync(join(tmpdir(), 'headgate-home-'))
let headgate: Headgate
let customer: Customer
let tenant: ActiveTenant

/** At whatever address the stack has now. */
const api: Customer['api'] = (method, path, body) =>
  request(headgate.localJson.apiUrl, method, path, body, customer.token)

beforeAll(async () => {
  headgate = await startHeadgate({ home })
  customer = await newCustomer(headgate.localJson.apiUrl, `${home}/outbox`)
  tenant = await activeTenant(customer)
}, START_MS)

afterAll(async () => {
  await headgate?.kill9()
  rmSync(home, { recursive: true, force: true })
})

describe('What was acknowledged', () => {
  it(
    'waits while the broker is dead, begun or not, and is done when it is back',
    async () => {
      const begun = await declareTenant(api)
      process.kill(pidOf(home, 'broker-1'), 'SIGKILL')
      const shownMs = await untilHealth(headgate, 503, SHOWN_WITHIN_MS)
      const declared = await declareTenant(api)
      expect((await readOperation(api, operationPath(declared))).state).toBe('pending')

      const backMs = await untilHealth(headgate, 200, BACK_WITHIN_MS)
      await Promise.all([operationDone(api, begun), operationDone(api, declared)])

      report('broker killed', { shownMs, backMs })
      await expectWorking(begun)
      await expectWorking(declared)
    },
    TEST_MS,
  )

  it(
    'is finished by the next start when everything is killed right after the answer',
    async () => {
      await send(tenant, 'before the crash')
      const [declared, rotated] = await Promise.all([
        declareTenant(api),
        must(
          202,
          api('POST', `/tenants/${tenant.id}/credentials/${tenant.credentialId}/rotate`, {
            graceSeconds: 600,
          }),
        ),
      ])
      await headgate.kill9()
      headgate = await startHeadgate({ home })

      await Promise.all([operationDone(api, declared), operationDone(api, rotated)])

      await expectWorking(declared)
      const credentials = await credentialsOf(api, tenant.id)
      expect(credentials.map(({ state }) => state)).toEqual(['retiring', 'active'])
      await send(tenant, 'after the crash')
      expect(await valuesOf(tenant)).toEqual(['after the crash', 'before the crash'])
    },
    TEST_MS,
  )

  it(
    'outlives a polite end of one part after the other, of which nobody told the rest',
    async () => {
      for (const part of ['broker-1', 'store']) {
        const pid = pidOf(home, part)
        process.kill(pid, 'SIGTERM')
        const shownMs = await untilHealth(headgate, 503, SHOWN_WITHIN_MS)
        const backMs = await untilHealth(headgate, 200, BACK_WITHIN_MS)
        report(`${part} asked to end`, { shownMs, backMs })
        expect(pidOf(home, part)).not.toBe(pid)
      }
      await send(tenant, 'after a polite end')
    },
    TEST_MS,
  )

  it(
    'outlives a kill of the store in the middle of a burst of writes',
    async () => {
      const writes = Array.from({ length: WRITES }, (_, n) => `burst-${n}`)
      const answers = new Map<string, number>()
      // Seen from the kill on: the store may be back before a slow burst has ended.
      let shown: Promise<number> | undefined
      for (const [n, name] of writes.entries()) {
        if (n === WRITES / 3) {
          process.kill(pidOf(home, 'store'), 'SIGKILL')
          shown = untilHealth(headgate, 503, SHOWN_WITHIN_MS)
          shown.catch(() => {})
        }
        const answer = await api('POST', `/tenants/${tenant.id}/topics`, { name })
        answers.set(name, answer.status)
      }
      const shownMs = await shown
      const backMs = await untilHealth(headgate, 200, BACK_WITHIN_MS)
      const of = (status: number) => writes.filter((name) => answers.get(name) === status)
      report('store killed', {
        acknowledged: of(202).length,
        refused: of(503).length,
        shownMs,
        backMs,
      })

      expect(of(202).length).toBeGreaterThanOrEqual(WRITES / 3)
      expect(of(503).length).toBeGreaterThan(0)
      expect(of(202).length + of(503).length).toBe(WRITES)
      await operationDone(
        api,
        must(202, api('POST', `/tenants/${tenant.id}/topics`, { name: 'last' })),
      )
      const listed = await must(200, api('GET', `/tenants/${tenant.id}/topics?limit=100`))
      const topics = (listed.json() as { items: { name: string; state: string }[] }).items
      const active = topics.filter(({ state }) => state === 'active').map(({ name }) => name)
      expect(active).toEqual(expect.arrayContaining(of(202)))
    },
    TEST_MS,
  )
})

/** One user with its password, one topic, and a record that goes through. */
async function expectWorking(declared: Answer): Promise<void> {
  const { id, prefix } = declared.json() as { id: string; prefix: string }
  const [credential, ...others] = await credentialsOf(api, id)
  if (credential === undefined) throw new Error('The tenant has no credential.')
  expect(others).toEqual([])
  expect(await readTenant(api, id)).toMatchObject({ state: 'active' })
  await eventually(async () =>
    expect(await remainsOf(home, prefix, [credential.username])).toMatchObject({
      topics: [`${prefix}orders`],
      users: [credential.username],
      quotas: [credential.username],
      secrets: [credential.username],
    }),
  )
  const login = await loginOf(api, id, credential.id)
  const made = { id, prefix, credentialId: credential.id, login }
  // Brokers hear of permissions a moment after the controller took them.
  await eventually(() => send(made, 'hello'))
  expect(await valuesOf(made)).toEqual(['hello'])
}

async function send({ prefix, login }: ActiveTenant, value: string): Promise<void> {
  const producer = kafkaClient(headgate, login).producer()
  await producer.connect()
  await producer.send({ topic: `${prefix}orders`, messages: [{ value }] })
  await producer.disconnect()
}

async function valuesOf({ prefix, login }: ActiveTenant): Promise<string[]> {
  const log = await readLog(kafkaClient(headgate, login), `${prefix}orders`, `${prefix}readers`)
  return log.toSorted()
}
