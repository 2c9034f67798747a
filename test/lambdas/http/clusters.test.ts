import { beforeEach, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { OPERATOR_TOKEN } from '../parts.ts'
import type { Person } from '../person.ts'
import { refusalOf } from '../refusal.ts'
import { type Api, setup } from '../setup.ts'

const PASSWORD = 'correct-horse-battery-staple'
const CA = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ\n-----END CERTIFICATE-----\n'
const EAST = {
  name: 'east',
  bootstrapServers: 'b-1.example.com:9096,b-2.example.com:9096',
  caPem: CA,
  admin: { kind: 'scram', username: 'headgate', password: PASSWORD },
}
const stored = z.looseObject({ requestHash: z.string() })

let api: Api
let ann: Person

beforeEach(async () => {
  api = await setup()
  ann = await api.person()
})

const ask = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  api.call(method, path, {
    token: OPERATOR_TOKEN,
    headers,
    ...(body === undefined ? {} : { body }),
  })
const register = (more: object = {}, headers: Record<string, string> = {}) =>
  ask('POST', '/operator/clusters', { ...EAST, ...more }, headers)

/** The cell that every test begins with, with a tenant of Ann's on it. */
async function occupy() {
  await ann.call('POST', '/tenants', { body: { name: 'orders', plan: 'basic-0' } })
  await api.settle()
}

describe('A cluster that an operator registers', () => {
  it('is being prepared, has a capacity, and holds nobody', async () => {
    const made = await register({ capacity: { users: 500 }, monthlyCostMicros: 900_000_000 })
    expect(made.status).toBe(201)
    expect(made.headers['Location']).toBe('/v1/operator/clusters/cl_east')
    expect(made.json()).toMatchObject({
      id: 'cl_east',
      state: 'preparing',
      // Where nobody will ever look at it, the operator must read there what to do.
      reason: expect.stringMatching(/^Nobody has looked at it yet.*in AWS.*cell stack.*delete/),
      access: 'vpc',
      tenants: 0,
      capacity: { users: 500, partitionReplicas: 3_000, accessBindings: 20_000 },
      use: { users: 0 },
      monthlyCostMicros: 900_000_000,
      admin: { kind: 'scram', username: 'headgate', bootstrapServers: EAST.bootstrapServers },
    })
    expect((await ask('GET', '/operator/clusters/cl_east')).json()).toEqual(made.json())
    const page = (await ask('GET', '/operator/clusters')).json()
    expect(page).toMatchObject({ items: [{ id: 'cl_1' }, { id: 'cl_east' }] })
  })

  it('shows its administrator’s password to nobody, and writes it nowhere but in the secret store', async () => {
    const made = await register({}, { 'idempotency-key': 'k' })
    await ask('PATCH', '/operator/clusters/cl_east', {
      admin: { ...EAST.admin, username: 'other' },
    })
    const read = await ask('GET', '/operator/clusters/cl_east')
    const { database, clusters, secrets } = api.parts
    const everything = JSON.stringify([made, read, [...database.auditEvents.values()]])
    const items = JSON.stringify([await clusters.list(), [...database.answers.values()]])
    expect(everything + items).not.toContain(PASSWORD)
    const cluster = await clusters.get('cl_east')
    const name = cluster?.admin?.kind === 'scram' ? cluster.admin.secretName : ''
    expect(await secrets.get(name)).toEqual({ username: name, password: PASSWORD })
  })

  it('can be asked for again under its key, and under no other name twice', async () => {
    const first = await register({}, { 'idempotency-key': 'k' })
    const again = await register({}, { 'idempotency-key': 'k' })
    expect([again.status, again.text]).toEqual([first.status, first.text])
    const other = { admin: { ...EAST.admin, password: 'another' } }
    expect(refusalOf(await register(other, { 'idempotency-key': 'k' })).code).toBe(
      'idempotency_mismatch',
    )
    expect(refusalOf(await register())).toMatchObject({ status: 409, code: 'conflict' })
    const [answer] = [...api.parts.database.answers.values()]
    expect(stored.parse(answer).requestHash).not.toMatch(/^[0-9a-f]{64}$/)
  })

  it('is on the operator’s trail', async () => {
    await register()
    await ask('PATCH', '/operator/clusters/cl_east', { state: 'cordoned' })
    await ask('DELETE', '/operator/clusters/cl_east')
    const trail = await api.parts.audit.listByAccount('operator', { limit: 9 })
    expect(trail.items.map(({ action }) => action).toSorted()).toEqual([
      'cluster.change',
      'cluster.register',
      'cluster.remove',
    ])
  })

  it.each([
    ['/bootstrapServers', { bootstrapServers: 'b-1.example.com' }, /host:port/],
    ['/bootstrapServers', { bootstrapServers: 'b-1:9096, b-2:9096' }, /no blanks/],
    ['/bootstrapServers', { bootstrapServers: 'b-1:99999' }, /host:port/],
    ['/bootstrapServers', { bootstrapServers: undefined }, /where tenants connect/],
    ['/caPem', { caPem: 'MIIB' }, /BEGIN CERTIFICATE/],
    ['/caPem', { caPem: `${CA}-----BEGIN PRIVATE KEY-----` }, /private key/],
    ['/admin', { admin: { kind: 'magic' } }, /"scram" or "plain"/],
    ['/admin/password', { admin: { ...EAST.admin, password: '' } }, /empty/],
    ['/admin/clusterArn', { admin: { kind: 'iam', clusterArn: 'arn:aws:s3:::b' } }, /ARN/],
    ['/admin/tls', { admin: { ...EAST.admin, tls: false } }, /plain text/],
    ['/capacity/accessBindings', { capacity: { accessBindings: 20_001 } }, /20000/],
    ['/name', { name: 'East!' }, /a-z/],
    ['/access', { access: 'internet' }, /vpc/],
  ] as const)('is refused with a sentence at %s for %j', async (pointer, more, sentence) => {
    const answer = await register(more)
    expect(refusalOf(answer)).toMatchObject({ status: 422, code: 'invalid', pointers: [pointer] })
    expect(answer.text.replaceAll('\\"', '"')).toMatch(sentence)
    expect(answer.text).not.toContain(PASSWORD)
  })

  it('may be administered in plain text on this machine alone', async () => {
    const admin = { ...EAST.admin, kind: 'plain', tls: false, bootstrapServers: '127.0.0.1:9092' }
    expect((await register({ admin })).status).toBe(201)
  })

  it('is nobody’s to see but operators’', async () => {
    for (const path of ['/operator/clusters', '/operator/clusters/cl_1'])
      expect(refusalOf(await ann.call('GET', path)).status).toBe(403)
    expect(refusalOf(await ask('GET', '/operator/clusters/cl_none')).status).toBe(404)
  })
})

describe('A cluster that is changed', () => {
  it('takes no new tenants while it is cordoned or drained, and says how many are left', async () => {
    await occupy()
    for (const state of ['cordoned', 'draining']) {
      const answer = await ask('PATCH', '/operator/clusters/cl_1', { state })
      expect(answer.json()).toMatchObject({ state, tenants: 1, use: { users: 1 } })
    }
    await ann.call('POST', '/tenants', { body: { name: 'late', plan: 'basic-0' } })
    await api.settle()
    const tenants = z.object({ items: z.array(z.looseObject({ state: z.string() })) })
    const { items } = tenants.parse((await ann.call('GET', '/tenants')).json())
    expect(items).toMatchObject([
      { name: 'late', state: 'provisioning', reason: 'waiting_for_capacity' },
      { name: 'orders', state: 'active' },
    ])
  })

  it('is looked at again before it takes tenants again, and when its way in or access is another', async () => {
    await ask('PATCH', '/operator/clusters/cl_1', { state: 'cordoned' })
    const reopened = await ask('PATCH', '/operator/clusters/cl_1', { state: 'ready' })
    expect(reopened.json()).toMatchObject({ state: 'preparing', reason: expect.any(String) })
    await register()
    const { clusters } = api.parts
    const ready = async () => {
      const known = await clusters.get('cl_east')
      if (known === undefined) throw new Error('It was registered.')
      await clusters.save({ ...known, state: 'ready', version: known.version + 1 })
    }
    for (const change of [{ access: 'public' }, { caPem: null }, { admin: EAST.admin }]) {
      await ready()
      const answer = await ask('PATCH', '/operator/clusters/cl_east', change)
      expect(answer.json()).toMatchObject({ state: 'preparing' })
    }
    await ready()
    const renamed = await ask('PATCH', '/operator/clusters/cl_east', { name: 'far-east' })
    expect(renamed.json()).toMatchObject({ state: 'ready', name: 'far-east' })
  })

  it('is guarded by If-Match', async () => {
    const { headers } = await register()
    const tag = { 'if-match': String(headers['ETag']) }
    const change = (cost: number) =>
      ask('PATCH', '/operator/clusters/cl_east', { monthlyCostMicros: cost }, tag)
    expect((await change(1)).status).toBe(200)
    expect(refusalOf(await change(2)).status).toBe(412)
    const gone = await ask('DELETE', '/operator/clusters/cl_east', undefined, tag)
    expect(refusalOf(gone).status).toBe(412)
  })

  it('becomes somebody’s own only while nobody is on it', async () => {
    const own = await ask('PATCH', '/operator/clusters/cl_1', { dedicated: true })
    expect(own.json()).toMatchObject({ dedicated: true })
    await ask('PATCH', '/operator/clusters/cl_1', { dedicated: false })
    await occupy()
    const refusal = refusalOf(await ask('PATCH', '/operator/clusters/cl_1', { dedicated: true }))
    expect(refusal).toMatchObject({ status: 409, pointers: ['/dedicated'] })
  })

  it('that the installation runs itself keeps its way in', async () => {
    const change = { bootstrapServers: 'elsewhere:9096', capacity: { users: 7 } }
    expect(refusalOf(await ask('PATCH', '/operator/clusters/cl_1', change)).status).toBe(409)
    expect(refusalOf(await ask('DELETE', '/operator/clusters/cl_1')).status).toBe(409)
    const capacity = await ask('PATCH', '/operator/clusters/cl_1', { capacity: { users: 7 } })
    expect(capacity.json()).toMatchObject({ capacity: { users: 7, partitionReplicas: 30_000 } })
  })
})

describe('A cluster that is removed', () => {
  it('is gone with its administrator’s password', async () => {
    await register()
    const cluster = await api.parts.clusters.get('cl_east')
    const name = cluster?.admin?.kind === 'scram' ? cluster.admin.secretName : ''
    expect((await ask('DELETE', '/operator/clusters/cl_east')).status).toBe(204)
    expect(refusalOf(await ask('GET', '/operator/clusters/cl_east')).status).toBe(404)
    expect(await api.parts.secrets.get(name)).toBeUndefined()
  })

  it('stays while a tenant is on it, and the refusal says how many', async () => {
    await register()
    const { clusters } = api.parts
    const known = await clusters.get('cl_east')
    if (known === undefined) throw new Error('It was registered.')
    await clusters.save({ ...known, state: 'ready', version: known.version + 1 })
    await ask('PATCH', '/operator/clusters/cl_1', { state: 'cordoned' })
    await occupy()
    const refusal = refusalOf(await ask('DELETE', '/operator/clusters/cl_east'))
    expect(refusal).toMatchObject({ status: 409, detail: expect.stringMatching(/1 tenants/) })
  })
})
