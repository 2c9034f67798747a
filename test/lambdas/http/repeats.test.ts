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

  it('is nothing to a read', async () => {
    const id = idOf(await make())
    const answer = await ann.call('GET', `/tenants/${id}`, { headers: { 'if-match': 'x' } })
    expect(answer.status).toBe(200)
  })
})
