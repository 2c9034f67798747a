import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, must, newCustomer, request } from './fixtures/customer.ts'
import { keepDead } from './fixtures/keep-dead.ts'
import { type ActiveTenant, activeTenant, operationDone, readTenant } from './fixtures/tenants.ts'
import { workOn } from './fixtures/work-on-cell.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 260_000
const TEST_MS = 240_000
const ROUNDS = 15
const [FIRST, SECOND] = ['cl_embedded', 'cl_embedded-2']

const clusterSchema = z.looseObject({ tenants: z.int(), reachable: z.boolean() })
const healthSchema = z.object({ components: z.record(z.string(), z.string()) })

let headgate: Headgate
let customer: Customer
const tenants = new Map<string, ActiveTenant>()

beforeAll(async () => {
  headgate = await startHeadgate({ env: { HEADGATE_CLUSTERS: '2' } })
  customer = await newCustomer(headgate.localJson.apiUrl, join(headgate.home, 'outbox'))
}, START_MS)

afterAll(() => headgate?.stop())

async function clusterNow(id: string) {
  const { apiUrl, operatorToken } = headgate.localJson
  const path = `/operator/clusters/${id}`
  const answer = await must(200, request(apiUrl, 'GET', path, undefined, operatorToken))
  return clusterSchema.parse(answer.json())
}

async function components(): Promise<Record<string, string>> {
  const answer = await request(headgate.localJson.apiUrl, 'GET', '/health')
  return healthSchema.parse(answer.json()).components
}

function on(clusterId: string): ActiveTenant {
  const tenant = tenants.get(clusterId)
  if (tenant === undefined) throw new Error(`No tenant is on ${clusterId}.`)
  return tenant
}

describe('An installation with two cells', () => {
  it(
    'shares tenants between them, and each hears of its own brokers',
    async () => {
      for (let n = 0; n < 4; n += 1) {
        const tenant = await activeTenant(customer)
        const { clusterId } = await readTenant(customer.api, tenant.id)
        tenants.set(clusterId ?? '', tenant)
      }
      expect([...tenants.keys()].toSorted()).toEqual([FIRST, SECOND])
      expect((await clusterNow(FIRST)).tenants).toBe(2)
      expect((await clusterNow(SECOND)).tenants).toBe(2)
      const all = headgate.localJson.clusters ?? []
      for (const { id, bootstrapServers } of all) {
        const path = `/tenants/${on(id).id}/connection?format=env`
        expect((await customer.api('GET', path)).text).toContain(bootstrapServers)
      }
      expect(Object.keys(await components())).toEqual(['api', 'broker', 'broker-2', 'store'])
    },
    TEST_MS,
  )

  it(
    'serves and settles on one as before while the other is dead, which heals by itself',
    async () => {
      const before = await workOn(customer.api, on(FIRST), 'before', ROUNDS)
      const dead = keepDead(headgate.home, 'cluster-2-broker-1')
      await eventually(async () => expect((await components())['broker-2']).toBe('down'), 30_000)
      await eventually(async () => expect((await clusterNow(SECOND)).reachable).toBe(false), 30_000)
      const lost = await must(
        202,
        customer.api('POST', `/tenants/${on(SECOND).id}/topics`, { name: 'while-dead' }),
      )
      const during = await workOn(customer.api, on(FIRST), 'during', ROUNDS)
      const newcomer = await activeTenant(customer)
      expect((await readTenant(customer.api, newcomer.id)).clusterId).toBe(FIRST)
      expect((await components())['broker']).toBe('up')
      const kills = await dead.end()
      expect(kills).toBeGreaterThan(0)
      await operationDone(customer.api, lost)
      await eventually(async () => expect((await clusterNow(SECOND)).reachable).toBe(true), 60_000)
      console.log(JSON.stringify({ twoCells: { rounds: ROUNDS, kills, before, during } }))
    },
    TEST_MS,
  )
})
