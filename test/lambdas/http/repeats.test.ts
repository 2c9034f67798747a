import { beforeEach, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import type { Answer } from '../answer.ts'
import type { Person } from '../person.ts'
import { refusalOf } from '../refusal.ts'
import { type Api, setup } from '../setup.ts'

const TENANT = { name: 'orders', plan: 'basic-0' }

let api: Api
let ann: Person

beforeEach(async () => {
  api = await setup()
  ann = await api.person()
})

const idOf = (answer: Answer) => z.object({ id: z.string() }).parse(answer.json()).id
const make = (headers: Record<string, string> = {}, body: object = TENANT) =>
  ann.call('POST', '/tenants', { body, headers })

async function tenantNames(): Promise<readonly string[]> {
  const items = z.object({ items: z.array(z.object({ name: z.string() })) })
  return items.parse((await ann.call('GET', '/tenants')).json()).items.map(({ name }) => name)
}

describe('An Idempotency-Key', () => {
  it('gets a repeat the first answer, and makes one tenant', async () => {
    const first = await make({ 'idempotency-key': 'k' })
    await api.settle()
    const again = await make({ 'idempotency-key': 'k' })
    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(again.headers['Location']).toBe(first.headers['Location'])
    expect(await tenantNames()).toEqual(['orders'])
  })

  it('takes the same JSON in another order for the same request', async () => {
    const first = await make({ 'idempotency-key': 'k' })
    const again = await make({ 'idempotency-key': 'k' }, { plan: TENANT.plan, name: TENANT.name })
    expect(idOf(again)).toBe(idOf(first))
  })

  it('takes a path with a slash at its end for the same', async () => {
    const headers = { 'idempotency-key': 'k' }
    const first = await ann.call('POST', '/tenants', { body: TENANT, headers })
    const again = await ann.call('POST', '/tenants/', { body: TENANT, headers })
    expect(again.text).toBe(first.text)
  })

  it.each([
    ['another body', 'POST', '/tenants', { ...TENANT, name: 'other' }],
    ['another path', 'POST', '/tenants/none/restore', undefined],
    ['another method', 'DELETE', '/tenants/none', undefined],
  ] as const)('with %s is a mismatch, which makes nothing', async (_, method, path, body) => {
    await make({ 'idempotency-key': 'k' })
    const headers = { 'idempotency-key': 'k' }
    const answer = await ann.call(
      method,
      path,
      body === undefined ? { headers } : { headers, body },
    )
    expect(refusalOf(answer)).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
    expect(await tenantNames()).toEqual(['orders'])
  })

  it('with another query is a mismatch', async () => {
    const id = idOf(await make())
    const headers = { 'idempotency-key': 'k' }
    await ann.call('DELETE', `/tenants/${id}`, { headers })
    const answer = await ann.call('DELETE', `/tenants/${id}`, {
      headers,
      query: { graceSeconds: '0' },
    })
    expect(refusalOf(answer)).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
  })

  it('of one account means nothing in another', async () => {
    const first = await make({ 'idempotency-key': 'k' })
    const bob = await api.person()
    const other = await bob.call('POST', '/tenants', {
      body: TENANT,
      headers: { 'idempotency-key': 'k' },
    })
    expect(other.status).toBe(202)
    expect(idOf(other)).not.toBe(idOf(first))
  })

  it('sent ten times at once makes one tenant, and all hear the same', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => make({ 'idempotency-key': 'k' })),
    )
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(await tenantNames()).toEqual(['orders'])
  })

  it.each(['k', '', 'a'.repeat(300)])('is taken and ignored at a log-in: %p', async (key) => {
    const body = { email: 'ann@example.com', password: 'correct horse battery', accountName: 'A' }
    const answer = await api.call('POST', '/signup', { body, headers: { 'idempotency-key': key } })
    expect(answer.status).toBe(202)
  })
})

describe('If-Match', () => {
  it('with the ETag of the last read lets a change through, and a second one not', async () => {
    const id = idOf(await make())
    const etag = (await ann.call('GET', `/tenants/${id}`)).headers['ETag'] ?? ''
    const change = (name: string) =>
      ann.call('PATCH', `/tenants/${id}`, { body: { name }, headers: { 'if-match': etag } })
    expect((await change('first')).status).toBe(202)
    expect(refusalOf(await change('second'))).toMatchObject({ status: 412 })
    expect(await tenantNames()).toEqual(['first'])
  })

  it('* lets any change through', async () => {
    const id = idOf(await make())
    const headers = { 'if-match': '*' }
    const answer = await ann.call('PATCH', `/tenants/${id}`, { body: { name: 'other' }, headers })
    expect(answer.status).toBe(202)
  })

  it.each(['"7", "1"', 'W/"7" ,W/"1"', '"other","1"'])(
    'lets a change through by %s, one of which is the present one',
    async (tags) => {
      const id = idOf(await make())
      const change = (name: string) =>
        ann.call('PATCH', `/tenants/${id}`, { body: { name }, headers: { 'if-match': tags } })
      expect((await change('first')).status).toBe(202)
      expect(refusalOf(await change('second'))).toMatchObject({ status: 412 })
    },
  )

  it('holds with the ETag of a topic, a credential or an answer to a change: all are the tenant’s', async () => {
    const id = idOf(await make({}, { ...TENANT, topics: [{ name: 'a' }] }))
    const credentials = z.object({ items: z.array(z.object({ id: z.string() })) })
    const list = await ann.call('GET', `/tenants/${id}/credentials`)
    const [credential] = credentials.parse(list.json()).items
    const reads = [`/topics/a`, `/credentials/${credential?.id}`, ''].map(async (path) => {
      const { headers } = await ann.call('GET', `/tenants/${id}${path}`)
      return headers['ETag']
    })
    expect(await Promise.all(reads)).toEqual(['"1"', '"1"', '"1"'])
    const grow = (etag: string, partitions: number) =>
      ann.call('PATCH', `/tenants/${id}/topics/a`, {
        body: { partitions },
        headers: { 'if-match': etag },
      })
    const grown = await grow('"1"', 2)
    expect([grown.status, grown.headers['ETag']]).toEqual([202, '"2"'])
    expect(refusalOf(await grow('"1"', 3)).status).toBe(412)
    expect((await grow('"2"', 3)).status).toBe(202)
  })

  it('guards a webhook and the budget', async () => {
    const made = await ann.call('POST', '/account/webhooks', { body: { url: 'https://a.example' } })
    for (const [path, body] of [
      [`/account/webhooks/${idOf(made)}`, { events: ['tenant.*'] }],
      ['/account/budget', { monthlyMicros: 1_000_000, hardStop: false }],
    ] as const) {
      const etag = (await ann.call('GET', path)).headers['ETag'] ?? ''
      const change = () => ann.call('PATCH', path, { body, headers: { 'if-match': etag } })
      const changed = await change()
      expect([changed.status, changed.headers['ETag'] === etag]).toEqual([200, false])
      expect(refusalOf(await change())).toMatchObject({ status: 412, code: 'precondition_failed' })
      const shown = (await ann.call('GET', path)).headers['ETag']
      expect(shown).toBe(changed.headers['ETag'])
    }
  })

  it('is refused where nothing has an ETag, so that nobody believes in a guard that is not there', async () => {
    const headers = { 'if-match': '"1"' }
    const rename = (tag: Record<string, string>) =>
      ann.call('PATCH', '/account', { body: { name: 'Other' }, headers: tag })
    expect(refusalOf(await rename(headers))).toMatchObject({ status: 412 })
    expect((await rename({ 'if-match': '*' })).status).toBe(200)
    expect(refusalOf(await make(headers)).status).toBe(412)
    expect(await tenantNames()).toEqual([])
  })

  it('is heard by what goes to the cluster directly', async () => {
    const id = idOf(await make({}, { ...TENANT, topics: [{ name: 'a' }] }))
    await api.settle()
    const write = (etag: string) =>
      ann.call('POST', `/tenants/${id}/topics/a/records`, {
        body: { records: [{ value: 'x' }] },
        headers: { 'if-match': etag },
      })
    expect(refusalOf(await write('"7"')).status).toBe(412)
    expect((await write('"1"')).status).toBe(200)
  })

  it('is nothing to a read', async () => {
    const id = idOf(await make())
    const answer = await ann.call('GET', `/tenants/${id}`, { headers: { 'if-match': 'x' } })
    expect(answer.status).toBe(200)
  })
})
