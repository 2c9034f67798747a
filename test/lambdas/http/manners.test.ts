import { beforeEach, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import type { Answer } from '../answer.ts'
import { OPERATOR_TOKEN } from '../parts.ts'
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

describe('A topic called constructor', () => {
  it('is a topic like any other', async () => {
    const id = idOf(await make())
    const path = `/tenants/${id}/topics`
    expect((await ann.call('GET', `${path}/constructor`)).status).toBe(404)
    expect((await ann.call('POST', path, { body: { name: 'constructor' } })).status).toBe(202)
    const read = await ann.call('GET', `${path}/constructor`)
    expect(read.json()).toMatchObject({ name: 'constructor', partitions: 1 })
  })
})

describe('X-Request-Id', () => {
  it('is the caller’s own when it is fit', async () => {
    const answer = await api.call('GET', '/plans', { headers: { 'x-request-id': 'trace-1.a:b_c' } })
    expect(answer.headers['X-Request-Id']).toBe('trace-1.a:b_c')
  })

  it.each([
    '',
    'a b',
    'a\r\nSet-Cookie: x=1',
    'a\nb',
    'a\u0000b',
    'ä',
    'a'.repeat(129),
    '<script>',
    '$\u007bjndi:ldap://x}',
    'a,b',
  ])('is a new one instead of %j', async (given) => {
    const answer = await api.call('GET', '/plans', { headers: { 'x-request-id': given } })
    expect(answer.headers['X-Request-Id']).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })
})

describe('Every answer', () => {
  it.each([
    ['a document', 'GET', '/openapi.json', 200],
    ['a page', 'GET', '/docs', 200],
    ['the root', 'GET', '//', 200],
    ['a refusal', 'GET', '/account', 401],
    ['a missing path', 'GET', '/nothing', 404],
    ['a wrong method', 'PUT', '/tenants', 405],
  ] as const)(
    '(%s) tells browsers to run, embed and guess nothing',
    async (_, method, path, status) => {
      const answer = await api.call(method, path)
      expect(answer.status).toBe(status)
      expect(answer.headers).toMatchObject({
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Content-Security-Policy': expect.stringMatching(
          /^default-src 'none';.*frame-ancestors 'none'/,
        ),
        'X-Request-Id': expect.any(String),
      })
    },
  )

  it('to HEAD is the one to GET without its body', async () => {
    const head = await api.call('HEAD', '/plans')
    const get = await api.call('GET', '/plans')
    expect([head.status, head.text, head.headers['Content-Type']]).toEqual([
      200,
      '',
      'application/json',
    ])
    expect(get.text).not.toBe('')
  })

  it('to a wrong method names the right ones', async () => {
    const answer = await ann.call('PUT', '/tenants')
    expect(answer.headers['Allow']?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'POST'])
  })

  it('with a secret is kept by no cache', async () => {
    const id = idOf(await make())
    await api.settle()
    const connection = await ann.call('GET', `/tenants/${id}/connection`)
    expect([connection.status, connection.headers['Cache-Control']]).toEqual([200, 'no-store'])
  })
})

describe('A Host header', () => {
  it.each(['evil.example"><script>', 'a b', 'x\r\ny', '', 'a'.repeat(300), 'user@host'])(
    'that is none (%j) is not repeated in the page',
    async (host) => {
      const { text } = await api.call('GET', '/docs', { headers: { host } })
      expect(text).toContain('http://localhost/v1/tenants')
      if (host !== '') expect(text).not.toContain(host)
    },
  )

  it('names the examples’ address, with the scheme that the gateway says', async () => {
    const headers = { host: 'api.example.com', 'x-forwarded-proto': 'https' }
    const { text } = await api.call('GET', '/docs', { headers })
    expect(text).toContain('https://api.example.com/v1/tenants')
  })
})

describe('A fault of ours', () => {
  it('is reported with its cause, and told without it', async () => {
    const { tenants } = api.parts
    tenants.get = async () => {
      throw new TypeError('the store’s password is hunter2')
    }
    const answer = await ann.call('GET', '/tenants/none')
    expect(refusalOf(answer)).toMatchObject({ status: 500, code: 'internal' })
    expect(answer.text).not.toContain('hunter2')
    expect(api.faults).toEqual([expect.any(TypeError)])
  })
})

describe('Health', () => {
  it('is looked at once for all who ask at the same time, and again for the next', async () => {
    let looks = 0
    let tell = (_: { api: 'up' }): void => {}
    api = await setup({
      health: () => {
        looks += 1
        return new Promise((resolve) => {
          tell = resolve
        })
      },
    })
    const asked = Array.from({ length: 100 }, () => api.call('GET', '/health'))
    await new Promise((resolve) => setImmediate(resolve))
    tell({ api: 'up' })
    const answers = await Promise.all(asked)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(looks).toBe(1)
    const next = api.call('GET', '/health')
    await new Promise((resolve) => setImmediate(resolve))
    tell({ api: 'up' })
    expect((await next).status).toBe(200)
    expect(looks).toBe(2)
  })
})

describe('An operator', () => {
  it('suspends and resumes a tenant of anybody’s', async () => {
    const id = idOf(await make())
    await api.settle()
    const hold = (verb: string) =>
      api.call('POST', `/operator/tenants/${id}/${verb}`, { token: OPERATOR_TOKEN })
    expect((await hold('suspend')).status).toBe(202)
    expect((await ann.call('GET', `/tenants/${id}`)).json()).toMatchObject({ state: 'suspended' })
    expect((await hold('resume')).status).toBe(202)
    expect((await ann.call('GET', `/tenants/${id}`)).json()).toMatchObject({ state: 'active' })
  })
})
