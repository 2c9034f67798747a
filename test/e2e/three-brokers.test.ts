import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attackNames } from '../attacks/attack-pair.ts'
import { embeddedPair } from '../attacks/parties/embedded-pair.ts'
import { printReport } from '../attacks/print-report.ts'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, must, request } from './fixtures/customer.ts'
import { type CutOff, cutOffUnderLoad, cutWithinMs } from './fixtures/cut-off.ts'
import { manyGroups } from './fixtures/many-groups.ts'
import { untilHealth } from './fixtures/health.ts'
import { pidOf } from './fixtures/insider.ts'
import { logIn } from './fixtures/raw-fetch.ts'
import { report } from './fixtures/report.ts'
import { rotateUnderLoad } from './fixtures/rotate-under-load.ts'
import { stackWithTenant } from './fixtures/stack-with-tenant.ts'
import { type ActiveTenant, activeTenant, type Login } from './fixtures/tenants.ts'
import type { Headgate } from './start-headgate.ts'

const START_MS = 600_000
const TEST_MS = 600_000
const BACK_WITHIN_MS = 240_000
/** Settings of the embedded brokers: an idle connection, and so a parked fetch, ends by then. */
const IDLE_ENDS_WITHIN_MS = 15_000

const SWEEP_SECONDS = '5'
const FEWEST_NAMES = 45

let headgate: Headgate
let customer: Customer
let tenant: ActiveTenant

beforeAll(async () => {
  const stack = await stackWithTenant(['orders', 'parking'], {
    env: { HEADGATE_BROKERS: '3', HEADGATE_SWEEP_SECONDS: SWEEP_SECONDS },
  })
  headgate = stack.headgate
  customer = stack.customer
  tenant = stack.tenant
}, START_MS)

afterAll(async () => {
  await headgate?.stop()
})

describe('With three brokers', () => {
  it('a credential works at every one of them as soon as its operation is done', async () => {
    expect(brokers()).toHaveLength(3)
    await logInEverywhere(tenant.login)
  })

  it(
    'a tenant that attacks its neighbour succeeds with no name, whichever of them leads or coordinates',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'headgate-attacks-'))
      try {
        const pair = await embeddedPair(headgate, folder, 'three brokers')
        const report = await attackNames(pair)
        printReport(report)
        expect(report.tried).toBeGreaterThanOrEqual(FEWEST_NAMES)
        expect([report.succeeded, report.changes]).toEqual([0, []])
        expect(report.controlsPassed).toBe(report.tried)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    TEST_MS,
  )

  it(
    'consumer groups beyond the plan are deleted, whichever of them coordinates each',
    async () => {
      const flooded = await activeTenant(customer, ['orders'], 'trial')
      await manyGroups(headgate, flooded, 'orders', 45)
      const path = `/tenants/${flooded.id}/consumer-groups?limit=1`
      await eventually(async () => {
        const { text } = await must(200, customer.api('GET', path))
        expect(JSON.parse(text)).toMatchObject({ count: 20, limit: 20 })
      }, TEST_MS / 2)
      // They are written down a moment after they are gone.
      await eventually(async () => {
        const events = await must(200, customer.api('GET', '/account/audit-events'))
        const told = events.text.match(/"action":"(limit\.groups_100|drift\.remove)"/g)
        expect(told).toEqual(['"action":"drift.remove"', '"action":"limit.groups_100"'])
      })
    },
    TEST_MS,
  )

  it(
    'a rotation under load fails, loses and doubles nothing while a broker is killed and comes back',
    async () => {
      const rotation = await rotateUnderLoad({
        headgate,
        customer,
        tenant,
        topic: 'orders',
        meanwhile: async () => {
          process.kill(pidOf(headgate.home, 'broker-2'), 'SIGKILL')
          await untilHealth(headgate, 503, BACK_WITHIN_MS)
          await untilHealth(headgate, 200, BACK_WITHIN_MS)
        },
      })
      const { newLogin, newCredentialId, ...numbers } = rotation

      report('rotation under load, three brokers, one killed', numbers)
      expect(numbers).toMatchObject({ failures: [], lost: 0, duplicated: 0, missedByTheGroup: 0 })
      expect(numbers.attemptedByTheNewUser).toBeGreaterThan(0)
      expect(numbers.receivedByTheNewMember).toBeGreaterThan(0)
      await logInEverywhere(newLogin)
      tenant = { ...tenant, login: newLogin, credentialId: newCredentialId }
    },
    TEST_MS,
  )

  it(
    'suspending a tenant and revoking a credential cut off what is open',
    async () => {
      const other = await activeTenant(customer, ['orders', 'parking'])
      const { apiUrl, operatorToken } = headgate.localJson
      const credential = `/tenants/${tenant.id}/credentials/${tenant.credentialId}`
      const cuts = await Promise.all([
        cutOffUnderLoad(headgate, customer, tenant, () =>
          must(202, customer.api('DELETE', credential)),
        ),
        cutOffUnderLoad(headgate, customer, other, () => {
          const path = `/operator/tenants/${other.id}/suspend`
          return must(202, request(apiUrl, 'POST', path, undefined, operatorToken))
        }),
      ])
      for (const [n, cutOff] of cuts.entries()) {
        report(`${n === 0 ? 'revoke' : 'suspend'}, three brokers`, { ...cutOff })
        expectCutOff(cutOff)
      }
    },
    TEST_MS,
  )
})

function expectCutOff(cutOff: CutOff): void {
  expect(cutOff.servedBefore).toBeGreaterThan(0)
  expect(cutOff.refusedAfter).toBeGreaterThan(0)
  expect(cutOff.lastProduceMs).toBeLessThanOrEqual(cutWithinMs(cutOff))
  expect(cutOff.lastFetchMs).toBeLessThanOrEqual(cutWithinMs(cutOff))
  expect(cutOff.parked).toBe('cut')
  expect(cutOff.parkedEndMs).toBeLessThanOrEqual(IDLE_ENDS_WITHIN_MS)
}

function brokers(): readonly string[] {
  return headgate.localJson.kafka.bootstrapServers.split(',')
}

async function logInEverywhere(login: Login): Promise<void> {
  for (const address of brokers()) {
    const connection = await logIn(address, login, headgate.localJson.kafka.caPath)
    await connection.close()
  }
}
