import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { eventually } from '../contracts/eventually.ts'
import { type Customer, must, newCustomer, request } from './fixtures/customer.ts'
import { keepDead } from './fixtures/keep-dead.ts'
import { type ActiveTenant, activeTenant, operationDone, readTenant } from './fixtures/tenants.ts'
import { logIn } from './fixtures/raw-fetch.ts'
import { workOn } from './fixtures/work-on-cell.ts'
import { type Headgate, startHeadgate } from './start-headgate.ts'

const START_MS = 600_000
const TEST_MS = 600_000
const ROUNDS = 15
const NOBODY = 'SASL authentication failed.'
const [FIRST, SECOND] = ['cl_embedded', 'cl_embedded-2']

const clusterSchema = z.looseObject({
  tenants: z.int(),
  reachable: z.boolean(),
  state: z.string(),
  reason: z.string().optional(),
})
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
  return clusterSchema.parse((await must(200, operator('GET', `/${id}`))).json())
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

/** The brokers of the second cell as a stranger would register them, with a password that is right or wrong. */
function registration(name: string, password?: string) {
  const settings = readFileSync(
    join(headgate.home, 'cluster-2', 'kafka', 'broker-1.properties'),
    'latin1',
  )
  const found = (pattern: RegExp) => pattern.exec(settings)?.[1] ?? ''
  return {
    name,
    bootstrapServers: headgate.localJson.clusters?.[1]?.bootstrapServers,
    caPem: readFileSync(headgate.localJson.kafka.caPath, 'utf8'),
    replicationFactor: 1,
    admin: {
      kind: 'plain',
      username: 'headgate-admin',
      password: password ?? found(/user_headgate-admin="([^"]+)"/),
      bootstrapServers: found(/ADMIN:\/\/(127\.0\.0\.1:\d+)/),
      tls: false,
    },
  }
}

async function operator(method: string, path: string, body?: object) {
  const { apiUrl, operatorToken } = headgate.localJson
  return await request(apiUrl, method, `/operator/clusters${path}`, body, operatorToken)
}

describe('A cluster that an operator registers', () => {
  it(
    'is ready once its canary was refused, takes a tenant that works, and is removed when that is gone',
    async () => {
      await must(201, operator('POST', '', registration('mine')))
      await eventually(
        async () => expect(await clusterNow('cl_mine')).toMatchObject({ state: 'ready' }),
        60_000,
      )
      for (const id of [FIRST, SECOND])
        await must(200, operator('PATCH', `/${id}`, { state: 'cordoned' }))
      const tenant = await activeTenant(customer)
      expect((await readTenant(customer.api, tenant.id)).clusterId).toBe('cl_mine')
      const refused = await must(409, operator('DELETE', '/cl_mine'))
      expect(refused.text).toContain('1 tenants')
      await operationDone(
        customer.api,
        customer.api('DELETE', `/tenants/${tenant.id}?graceSeconds=0`),
      )
      await must(204, operator('DELETE', '/cl_mine'))
      for (const id of [FIRST, SECOND]) {
        await must(200, operator('PATCH', `/${id}`, { state: 'ready' }))
        await eventually(
          async () => expect(await clusterNow(id)).toMatchObject({ state: 'ready' }),
          60_000,
        )
      }
    },
    TEST_MS,
  )

  it(
    'says why it is not ready: a wrong password, nobody there, an authority that vouches for nobody',
    async () => {
      const wrong = registration('wrong', 'not-the-password')
      const nobody = registration('nobody')
      const tls = registration('tls')
      const there = wrong.bootstrapServers ?? ''
      await must(201, operator('POST', '', wrong))
      const nowhere = { ...nobody.admin, bootstrapServers: '127.0.0.1:1' }
      await must(201, operator('POST', '', { ...nobody, admin: nowhere }))
      const overTls = { kind: 'scram', username: 'x', password: 'y', bootstrapServers: there }
      await must(201, operator('POST', '', { ...tls, caPem: null, admin: overTls }))
      const reasons = {
        cl_wrong: /do not let the administrator in/,
        cl_nobody: /No broker answers/,
        cl_tls: /certificate/,
      }
      for (const [id, reason] of Object.entries(reasons)) {
        await eventually(async () => {
          const { state, reason: said } = await clusterNow(id)
          expect([state, said]).toEqual(['preparing', expect.stringMatching(reason)])
        })
        await must(204, operator('DELETE', `/${id}`))
      }
    },
    TEST_MS,
  )
})

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
    'lets nobody of one in at the other, with a right password',
    async () => {
      const { clusters = [], kafka } = headgate.localJson
      const tried = clusters.flatMap((cell) =>
        [...tenants].map(([home, { login }]) => ({ cell, home, login })),
      )
      for (const { cell, home, login } of tried) {
        const entering = logIn(cell.bootstrapServers, login, kafka.caPath)
        if (cell.id === home) await (await entering).close()
        else await expect(entering).rejects.toMatchObject({ cause: { message: NOBODY } })
      }
      expect(tried).toHaveLength(4)
    },
    TEST_MS,
  )

  it(
    'serves and settles on one as before while the other is dead, which heals by itself',
    async () => {
      const before = await workOn(customer.api, on(FIRST), 'before', ROUNDS)
      const dead = keepDead(headgate.home, 'cluster-2-broker-1')
      await eventually(async () => expect((await components())['broker-2']).toBe('down'))
      await eventually(async () => expect((await clusterNow(SECOND)).reachable).toBe(false))
      const lost = await must(
        202,
        customer.api('POST', `/tenants/${on(SECOND).id}/topics`, { name: 'while-dead' }),
      )
      const during = await workOn(customer.api, on(FIRST), 'during', ROUNDS)
      const newcomer = await activeTenant(customer)
      expect((await readTenant(customer.api, newcomer.id)).clusterId).toBe(FIRST)
      await eventually(async () => expect((await components())['broker']).toBe('up'))
      const kills = await dead.end()
      expect(kills).toBeGreaterThan(0)
      await operationDone(customer.api, lost)
      await eventually(async () => expect((await clusterNow(SECOND)).reachable).toBe(true))
      console.log(JSON.stringify({ twoCells: { rounds: ROUNDS, kills, before, during } }))
    },
    TEST_MS,
  )
})
